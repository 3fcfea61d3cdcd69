#include "rules/terms.h"

namespace rasid::rules {

std::optional<TermId> Terms::find(std::string const& written) const {
  auto const found = by_text_.find(written);
  if (found == by_text_.end()) return std::nullopt;
  return found->second;
}

TermId Terms::add(Term term) {
  auto const id = static_cast<TermId>(all_.size());
  by_text_.emplace(term.written, id);
  all_.push_back(std::move(term));
  return id;
}

}  // namespace rasid::rules
