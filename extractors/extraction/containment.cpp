#include "extractors/extraction/containment.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace rasid {
namespace {

bool only_looks_like_one(entities::Catalogue const& catalogue, Mention const& inner, Mention const& outer) {
  if (inner.entity == outer.entity || inner.range == outer.range || !outer.range.contains(inner.range)) return false;
  if (outer.method != Method::role) return true;
  return inner.kind == EntityKind::place && catalogue[inner.entity].place_kind != "country";
}

}  // namespace

void settle_containment(entities::Catalogue const& catalogue, std::vector<Mention>& mentions) {
  std::ranges::sort(mentions, {}, [](Mention const& m) {
    return std::tuple(m.range.begin, std::numeric_limits<std::uint32_t>::max() - m.range.end, m.entity, m.method);
  });
  std::vector<Mention> kept;
  std::vector<Mention> open;  // those that still reach over the current place; few, since names are short
  for (Mention& each : mentions) {
    std::erase_if(open, [&](Mention const& m) { return m.range.end <= each.range.begin; });
    bool const dropped =
        std::ranges::any_of(open, [&](Mention const& m) { return only_looks_like_one(catalogue, each, m); });
    open.push_back(each);
    if (!dropped) kept.push_back(std::move(each));
  }
  mentions = std::move(kept);
}

}  // namespace rasid
