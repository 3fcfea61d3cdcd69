#pragma once

#include <span>
#include <string_view>

#include "extractors/entities/catalogue.h"
#include "extractors/model/article.h"
#include "extractors/model/mention.h"
#include "extractors/model/severity.h"
#include "extractors/text/document.h"
#include "rules/document_index.h"

namespace rasid::rules {

/// What an alert has beside its article.
struct AlertFacts {
  std::string_view watch;
  Severity severity = Severity::medium;
};

/// An article as conditions see it: views of what their owner keeps alive.
struct Subject {
  text::Document const& document;
  DocumentIndex const& index;
  std::span<Mention const> mentions;  // ascending by begin
  Article const& article;
  entities::Catalogue const& catalogue;
  AlertFacts const* alert = nullptr;  // where the condition is about an alert

  [[nodiscard]] ByteRange everything() const { return {0, static_cast<std::uint32_t>(document.text().size())}; }
};

}  // namespace rasid::rules
