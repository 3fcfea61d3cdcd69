#include "rules/terms.h"

#include <algorithm>

namespace rasid::rules {

std::optional<TermId> Terms::find(std::string const& written) const {
  auto const found = by_text_.find(written);
  if (found == by_text_.end()) return std::nullopt;
  return found->second;
}

TermId Terms::add(Term term) {
  auto const id = static_cast<TermId>(all_.size());
  if (auto const* words = std::get_if<WordsTerm>(&term.test)) {
    has_prefixes_ = has_prefixes_ || std::ranges::any_of(words->words, &WordPattern::prefix);
  }
  by_text_.emplace(term.written, id);
  all_.push_back(std::move(term));
  return id;
}

}  // namespace rasid::rules
