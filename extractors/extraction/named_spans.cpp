#include "extractors/extraction/named_spans.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "extractors/discovery/discover.h"

namespace rasid {

std::vector<NamedSpan> named_spans(Extraction const& extraction) {
  std::vector<NamedSpan> all;
  for (Mention const& m : extraction.mentions)
    if (m.method != Method::role && !m.range.empty() && m.confidence > confidence_contradicted)
      all.push_back({m.range, m.kind, m.method, m.confidence, m.entity, nullptr});
  for (Discovered const& d : extraction.discovered)
    all.push_back({d.range, d.kind, Method::name, d.confidence, std::nullopt, &d});
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
