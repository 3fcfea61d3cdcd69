#include "extractors/extraction/named_spans.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "extractors/discovery/discover.h"
#include "extractors/text/fold.h"

namespace rasid {

namespace {

/// Whether the words of `surface` stand in one of the entity's names.
bool is_part_of_a_name(entities::Entity const& entity, std::string_view surface) {
  std::string const words = ' ' + text::fold(surface) + ' ';
  return std::ranges::any_of(entity.names, [&](entities::Name const& name) {
    return (' ' + text::fold(name.text) + ' ').find(words) != std::string::npos;
  });
}

bool is_a_name(Mention const& mention, Extraction const& extraction, entities::Catalogue const& catalogue) {
  if (mention.range.empty() || mention.method == Method::role || mention.confidence <= confidence_contradicted)
    return false;
  return mention.method != Method::derived ||
         is_part_of_a_name(catalogue[mention.entity], extraction.document.slice(mention.range));
}

}  // namespace

std::vector<NamedSpan> named_spans(Extraction const& extraction, entities::Catalogue const& catalogue) {
  std::vector<NamedSpan> all;
  for (Mention const& m : extraction.mentions)
    if (is_a_name(m, extraction, catalogue))
      all.push_back({m.range, m.kind, m.method, m.confidence, m.entity, nullptr});
  for (Discovered const& d : extraction.discovered) {
    // "Danube Delta area": what lies in it and is known says more than the whole.
    bool const known_inside =
        d.kind == EntityKind::place && std::ranges::any_of(all, [&](NamedSpan const& listed) {
          return listed.kind == EntityKind::place && listed.entity && listed.range.overlaps(d.range);
        });
    if (!known_inside) all.push_back({d.range, d.kind, Method::name, d.confidence, std::nullopt, &d});
  }
  std::ranges::stable_sort(all, [](NamedSpan const& a, NamedSpan const& b) {
    return std::tuple(a.range.size(), a.confidence, b.range.begin) >
           std::tuple(b.range.size(), b.confidence, a.range.begin);
  });
  std::vector<NamedSpan> out;
  std::set<ByteRange> taken;  // not overlapping
  for (NamedSpan const& each : all) {
    auto const after = taken.lower_bound(each.range);
    if (after != taken.end() && after->overlaps(each.range)) continue;
    if (after != taken.begin() && std::prev(after)->overlaps(each.range)) continue;
    taken.insert(each.range);
    out.push_back(each);
  }
  std::ranges::sort(out, {}, &NamedSpan::range);
  return out;
}

}  // namespace rasid
