#include "daemon/batch_of_articles.h"

#include "daemon/page_visit.h"

namespace rasid {

Understood understand_all(std::vector<Enriched> batch, configuration::Snapshot const& snapshot, Timestamp now,
                          routing::SilenceSet const& silences) {
  Understood all;
  all.findings.reserve(batch.size());
  for (Enriched& enriched : batch) {
    ArticleId const id = enriched.article.id;
    try {
      if (enriched.page) read_page(enriched.article, *enriched.page);
      Findings found = understand(std::move(enriched.article), snapshot, now, silences);
      found.page_after = enriched.page_after;
      all.findings.push_back(std::move(found));
    } catch (std::exception const& e) {
      all.failed.emplace_back(id, e.what());
    }
  }
  return all;
}

std::vector<Result<Decision>> decide_all(store::Store& store, std::vector<Findings> const& all,
                                         routing::Policies const& policies) {
  std::vector<Result<Decision>> decisions;
  decisions.reserve(all.size());
  for (Findings const& findings : all) decisions.push_back(decide(store, findings, policies));
  return decisions;
}

}  // namespace rasid
