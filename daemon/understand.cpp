#include "daemon/understand.h"

#include <array>

#include "daemon/alerts/code_points.h"
#include "daemon/alerts/payload.h"
#include "daemon/route_alerts.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid {
namespace {

/// Teasers run to two or three sentences; full reports rarely stay below this many code points.
constexpr std::size_t summary_code_points = 600;

std::vector<store::StoredMention> stored(Extraction const& extraction, entities::Catalogue const& catalogue) {
  std::vector<store::StoredMention> out;
  out.reserve(extraction.mentions.size());
  alerts::CodePoints const points(extraction.document.text());
  for (Mention const& mention : extraction.mentions) {
    out.push_back({catalogue[mention.entity].key, std::string(to_text(mention.kind)), points.at(mention.range.begin),
                   points.at(mention.range.end), std::string(extraction.document.slice(mention.range)),
                   std::string(to_text(mention.method)), mention.confidence});
  }
  return out;
}

Alert alert_for(rules::Watch const& watch, rules::Match const& match, Findings const& findings,
                Extraction const& extraction, configuration::Snapshot const& snapshot, Timestamp now) {
  Alert alert;
  alert.id = alert_id(watch.id, findings.story);
  alert.watch = watch.id;
  alert.story = findings.story;
  alert.article = findings.article.id;
  alert.severity = watch.severity;
  alert.decided = now;
  alert.sinks = watch.sinks;
  alert.evidence = alerts::evidence_of(extraction.document, match);
  alert.payload = alerts::render_payload({.alert = alert,
                                          .watch_title = watch.title,
                                          .watch_tags = watch.tags,
                                          .article = findings.article,
                                          .extraction = extraction,
                                          .catalogue = snapshot.extractors.catalogue(),
                                          .match = match});
  return alert;
}

}  // namespace

Findings understand(Article article, configuration::Snapshot const& snapshot, Timestamp now,
                    routing::SilenceSet const& silences) {
  Extraction const extraction = snapshot.extractors.extract(article);
  if (!extraction.language.empty()) article.language = extraction.language;
  Findings findings;
  // What somebody was told about stays the story it was, whatever an edit makes of its words.
  findings.story = article.told_as.empty() ? story_of(text::fold(extraction.document.text())) : article.told_as;
  findings.mentions = stored(extraction, snapshot.extractors.catalogue());
  findings.article = std::move(article);
  for (rules::Match const& match : snapshot.watches.match(extraction.document, extraction.mentions, findings.article)) {
    findings.alerts.push_back(
        alert_for(*snapshot.watches.find(match.watch), match, findings, extraction, snapshot, now));
  }
  route_alerts(findings.alerts, findings.article, extraction, snapshot, silences, now);
  return findings;
}

bool looks_like_summary(std::string_view body) {
  static constexpr std::array<std::string_view, 4> cut = {"…", "...", "[…]", "[...]"};
  bool const ends_cut = std::ranges::any_of(cut, [&](std::string_view end) { return body.ends_with(end); });
  return ends_cut || code_points(body) < summary_code_points;
}

}  // namespace rasid
