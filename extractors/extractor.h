#pragma once

#include <string_view>
#include <vector>

#include "extractors/model/mention.h"
#include "extractors/model/time.h"
#include "extractors/text/document.h"

namespace rasid {

/// What an extractor may know beside the text.
struct ArticleFacts {
  Timestamp time{};           // roles are resolved by it
  std::string_view language;  // BCP 47, or empty where unknown
  std::string_view home;  // ISO 3166-1 alpha-2 of the country the feed writes from, or empty: places there are likelier
};

/// Finds one kind of thing in an article. Stateless after construction; extract() may run on many threads at once.
class Extractor {
 public:
  virtual ~Extractor() = default;
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  /// Adds mentions to `found`, which holds those of the extractors before it. Never throws for odd input.
  virtual void extract(text::Document const& document, ArticleFacts const& facts,
                       std::vector<Mention>& found) const = 0;
};

}  // namespace rasid
