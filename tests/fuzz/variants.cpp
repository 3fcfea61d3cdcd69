// Any bytes as a listed name: its variants are bounded, folded apart and never the name itself.
#include <cstdlib>
#include <unordered_set>

#include "extractors/actors/variants.h"
#include "extractors/text/fold.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace rasid;
  if (size == 0 || size > 400) return 0;
  entities::Entity actor{
      .key = "one", .kind = data[0] % 2 == 0 ? EntityKind::person : EntityKind::organisation, .label = "one"};
  actor.names.push_back({.text = std::string(reinterpret_cast<char const*>(data) + 1, size - 1)});
  std::vector<entities::Entity> all;
  all.push_back(std::move(actor));
  entities::Catalogue const catalogue(std::move(all));
  auto const variants = actors::VariantMaker(catalogue).variants_of(EntityIndex{0});
  std::unordered_set<std::string> known{text::fold(catalogue.all()[0].names[0].text)};
  if (variants.size() > 600) std::abort();
  for (actors::Variant const& each : variants) {
    if (!known.insert(text::fold(each.text)).second || each.score <= 0 || each.score > 1) std::abort();
  }
  return 0;
}
