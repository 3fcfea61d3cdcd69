#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/term.h"

namespace rasid::rules {

/// The terms of the conditions of a file, each kept once: what two watches ask alike is looked for once an article.
class Terms {
 public:
  [[nodiscard]] std::optional<TermId> find(std::string const& written) const;
  /// `term.written` must not be here yet.
  TermId add(Term term);

  [[nodiscard]] Term const& operator[](TermId id) const { return all_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
  [[nodiscard]] std::vector<Term> take() && { return std::move(all_); }

 private:
  std::vector<Term> all_;
  std::unordered_map<std::string, TermId> by_text_;
};

}  // namespace rasid::rules
