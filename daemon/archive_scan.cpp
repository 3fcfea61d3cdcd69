#include "daemon/archive_scan.h"

#include <algorithm>
#include <unordered_map>

#include "daemon/alerts/code_points.h"

namespace rasid {
namespace {

constexpr std::size_t batch = 256;

/// Stored mentions name entities by key; conditions know them by their place in the catalogue.
class Keys {
 public:
  explicit Keys(entities::Catalogue const& catalogue) : catalogue_(catalogue) {
    auto const all = catalogue.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
      (all[i].kind == EntityKind::place ? places_ : actors_).emplace(all[i].key, static_cast<EntityIndex>(i));
    }
  }

  /// Ascending by begin, as conditions want them.
  std::vector<Mention> mentions_of(std::vector<store::StoredMention> const& stored, std::string_view text) const {
    std::vector<Mention> out;
    if (stored.empty()) return out;
    alerts::CodePoints const points(text);
    for (store::StoredMention const& each : stored) {
      auto const found = entity_of(each);
      if (!found) continue;
      Mention& mention = out.emplace_back();
      mention.range = {points.byte_of(each.begin), points.byte_of(each.end)};
      mention.entity = *found;
      mention.kind = catalogue_.kind(*found);
    }
    std::ranges::stable_sort(out, {}, [](Mention const& mention) { return mention.range.begin; });
    return out;
  }

 private:
  [[nodiscard]] std::optional<EntityIndex> entity_of(store::StoredMention const& stored) const {
    bool const is_place = stored.kind == to_text(EntityKind::place);
    auto const& known = is_place ? places_ : actors_;
    if (auto const found = known.find(stored.entity); found != known.end()) return found->second;
    return is_place ? catalogue_.compiled_place(stored.entity) : std::nullopt;
  }

  entities::Catalogue const& catalogue_;
  std::unordered_map<std::string_view, EntityIndex> actors_;
  std::unordered_map<std::string_view, EntityIndex> places_;
};

}  // namespace

Result<ScanTotals> scan_archive(store::Archive& archive, rules::WatchSet const& watches,
                                std::function<void(ArchiveHit const&)> const& hit,
                                std::function<void(double)> const& progress) {
  ScanTotals totals;
  if (watches.catalogue() == nullptr) return totals;
  Keys const keys(*watches.catalogue());
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
