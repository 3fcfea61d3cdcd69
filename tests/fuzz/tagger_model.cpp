// A model's bytes with the right sum at their end, as somebody would write them who means harm: refused, or a model
// that answers with finite scores for any text.
#include <cmath>
#include <cstdlib>

#include "extractors/tagger/hash.h"
#include "extractors/tagger/tagger.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  std::string bytes = "rasid tagger 2\n\n" + std::string(reinterpret_cast<char const*>(data), size);
  std::uint64_t const sum = tagger::hash(bytes);
  bytes.append(reinterpret_cast<char const*>(&sum), sizeof sum);
  auto model = tagger::Model::parse(bytes, "fuzz");
  if (!model) return 0;
  tagger::Tagger const tagger(std::make_shared<tagger::Model const>(*std::move(model)));
  text::Document const document({}, "Martin Hollander met سامي الخطيب in Oslo. Николай Петренко, דניאל.");
  for (tagger::Name const& name : tagger.names(document, entities::Catalogue{}, {}))
    if (!std::isfinite(name.confidence) || name.range.empty() || name.range.end > document.text().size()) std::abort();
  return 0;
}
