#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractors/discovery/discovered.h"
#include "extractors/entities/catalogue.h"
#include "extractors/extractor.h"
#include "extractors/model/article.h"

namespace rasid {

namespace tagger {
class Tagger;
struct Model;
}  // namespace tagger

/// What the extractors found in one article.
struct Extraction {
  text::Document document;
  std::string language;                  // BCP 47, as detected; the feed's word where the text is too short to tell
  std::vector<Mention> mentions;         // ascending by begin, longer first
  std::vector<Discovered> discovered{};  // names that are on no list, ascending; they may overlap mentions
};

/// The extractors in force, run in order. Immutable; extract() may run on many threads at once.
class Extractors {
 public:
  /// `catalogue` is shared, not copied: mentions refer to it by index. Without a model nothing is discovered. What
  /// `previous` (may be null) made of the very same catalogue is shared as well, since spellings take a while to make.
  explicit Extractors(std::shared_ptr<entities::Catalogue const> catalogue,
                      std::shared_ptr<tagger::Model const> model = nullptr, Extractors const* previous = nullptr);
  ~Extractors();
  Extractors(Extractors&&) noexcept;
  Extractors& operator=(Extractors&&) noexcept;

  /// `home`: ISO 3166-1 alpha-2 of the country that the feed writes from, or empty.
  [[nodiscard]] Extraction extract(Article const& article, std::string_view home = {}) const;
  [[nodiscard]] entities::Catalogue const& catalogue() const noexcept { return *catalogue_; }
  [[nodiscard]] std::shared_ptr<entities::Catalogue const> const& shared_catalogue() const noexcept {
    return catalogue_;
  }

 private:
  using List = std::vector<std::unique_ptr<Extractor>>;

  std::shared_ptr<entities::Catalogue const> catalogue_;
  std::shared_ptr<List const> all_;               // never null
  std::unique_ptr<tagger::Tagger const> tagger_;  // null where there is no model
};

}  // namespace rasid
