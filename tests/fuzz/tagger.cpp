// Any bytes as a text, tagged by a small model of chance: names are on characters, ascending, and do not overlap.
#include <cstdlib>

#include "extractors/tagger/hash.h"
#include "extractors/tagger/tagger.h"

namespace {

using namespace rasid;

tagger::Tagger const& any_tagger() {
  static tagger::Tagger const tagger = [] {
    auto model = std::make_shared<tagger::Model>();
    std::vector<tagger::Weights::Row> rows;
    for (std::uint32_t i = 0; i < 4096; ++i) {
      tagger::Weights::Row row{static_cast<std::uint32_t>(tagger::mix(i) >> 32U), {}};
      for (std::size_t l = 0; l < tagger::label_count; ++l)
        row.weights[l] = static_cast<std::int8_t>(tagger::mix(i * 8 + l));
      rows.push_back(row);
    }
    model->weights = tagger::Weights(rows, 0.05F, 1, {});
    for (std::uint64_t i = 0; i < 64; ++i) model->lexicon.add(tagger::Lexicon::Use::name_part, i, 3);
    model->lexicon.seal();
    return tagger::Tagger(model);
  }();
  return tagger;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  text::Document const document({}, {reinterpret_cast<char const*>(data), size});
  std::uint32_t reached = 0;
  for (tagger::Name const& name : any_tagger().names(document, entities::Catalogue{}, {})) {
    if (name.range.begin < reached || name.range.empty() || name.range.end > document.text().size()) std::abort();
    reached = name.range.end;
  }
  return 0;
}
