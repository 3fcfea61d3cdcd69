#include <random>

#include "extractors/actors/actors.h"
#include "extractors/discovery/discover.h"
#include "extractors/discovery/settle_places.h"
#include "extractors/extraction/containment.h"
#include "extractors/extraction/extraction.h"
#include "extractors/language/language.h"
#include "extractors/places/places.h"

namespace rasid {
namespace {

/// Hash tables are seeded anew in every process, so that nobody can write articles that collide in them.
std::uint64_t random_seed() {
  std::random_device device;
  return static_cast<std::uint64_t>(device()) << 32U | device();
}

}  // namespace

Extractors::Extractors(std::shared_ptr<entities::Catalogue const> catalogue, std::shared_ptr<tagger::Model const> model,
                       Extractors const* previous)
    : catalogue_(std::move(catalogue)) {
  if (previous != nullptr && previous->catalogue_ == catalogue_) {
    all_ = previous->all_;
  } else {
    // The one list of all extractors. Each sees what those before it found.
    List all;
    all.push_back(actors::make_actor_extractor(catalogue_, random_seed()));
    all.push_back(places::make_place_extractor(catalogue_, random_seed()));
    all_ = std::make_shared<List const>(std::move(all));
  }
  if (model != nullptr) tagger_ = std::make_unique<tagger::Tagger const>(std::move(model));
}

Extractors::~Extractors() = default;
Extractors::Extractors(Extractors&&) noexcept = default;
Extractors& Extractors::operator=(Extractors&&) noexcept = default;

Extraction Extractors::extract(Article const& article, std::string_view home) const {
  Extraction out{text::Document(article), {}, {}, {}};
  out.language = language::detect_language(out.document.text());
  if (out.language.empty()) out.language = article.language;
  ArticleFacts const facts{article.time(), out.language, home};
  for (auto const& extractor : *all_) extractor->extract(out.document, facts, out.mentions);
  settle_containment(*catalogue_, out.mentions);
  if (tagger_ != nullptr) {
    out.discovered = discover(*tagger_, out.document, out.language, *catalogue_, out.mentions);
    settle_places(out.document, *catalogue_, out.discovered, out.mentions);
  }
  return out;
}

}  // namespace rasid
