#include "extractors/places/places.h"

#include "extractors/places/resolver.h"
#include "extractors/places/spot_finder.h"

namespace rasid::places {
namespace {

class PlaceExtractor final : public Extractor {
 public:
  PlaceExtractor(std::shared_ptr<entities::Catalogue const> catalogue, std::uint64_t seed)
      : catalogue_(catalogue), finder_(std::move(catalogue), seed) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "places"; }

  void extract(text::Document const& document, ArticleFacts const& facts, std::vector<Mention>& found) const override {
    Findings const findings = finder_.find(document, facts.language, found);
    std::ranges::move(resolve(findings, document, *catalogue_, words_, facts.home), std::back_inserter(found));
  }

 private:
  std::shared_ptr<entities::Catalogue const> catalogue_;
  SpotFinder finder_;
  CueWords words_;
};

}  // namespace

std::unique_ptr<Extractor> make_place_extractor(std::shared_ptr<entities::Catalogue const> catalogue,
                                                std::uint64_t seed) {
  return std::make_unique<PlaceExtractor>(std::move(catalogue), seed);
}

}  // namespace rasid::places
