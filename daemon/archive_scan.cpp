#include "daemon/archive_scan.h"

#include "daemon/archived_mentions.h"

namespace rasid {
namespace {

constexpr std::size_t batch = 256;

}  // namespace

Result<ScanTotals> scan_archive(store::Archive& archive, rules::WatchSet const& watches,
                                std::function<void(ArchiveHit const&)> const& hit,
                                std::function<void(double)> const& progress) {
  ScanTotals totals;
  if (watches.catalogue() == nullptr) return totals;
  ArchivedMentions const keys(*watches.catalogue());
  for (;;) {
    auto read = archive.next(batch);
    if (!read) return std::unexpected(std::move(read.error()));
    if (progress) progress(archive.progress());
    if (read->empty()) return totals;
    for (store::ArchivedArticle const& each : *read) {
      ++totals.articles;
      totals.bytes += each.article.title.size() + each.article.body.size();
      text::Document const document(each.article);
      auto const mentions = keys.mentions_of(each.mentions, document.text());
      for (rules::Match const& match : watches.match(document, mentions, each.article)) {
        ++totals.hits;
        hit({*watches.find(match.watch), match, each, document});
      }
    }
  }
}

}  // namespace rasid
