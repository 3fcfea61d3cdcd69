#include "rules/document_index.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace rasid::rules {

void DocumentIndex::build() const {
  if (!slots_.empty()) return;
  auto const tokens = document_.tokens();
  slots_.assign(std::bit_ceil(tokens.size() * 2 + 16), none);
  places_.reserve(tokens.size() * 2);
  std::vector<std::string_view> forms;
  for (std::uint32_t token = 0; token < tokens.size(); ++token) {
    forms.clear();
    document_.forms(tokens[token], forms);
    for (std::string_view const form : forms) add(form, token);
  }
}

void DocumentIndex::sort() const {
  if (sorted_.size() == words_.size()) return;
  sorted_.resize(words_.size());
  std::iota(sorted_.begin(), sorted_.end(), 0U);
  std::ranges::sort(sorted_, {}, [this](std::uint32_t word) { return words_[word].folded; });
}

void DocumentIndex::add(std::string_view folded, std::uint32_t token) const {
  if (folded.empty()) return;
  auto const place = static_cast<std::uint32_t>(places_.size());
  std::size_t const slot = slot_of(folded);
  if (slots_[slot] != none) {
    Word& word = words_[slots_[slot]];
    if (places_[word.last].token == token) return;  // two ways to read it give the same
    places_.push_back({token, none});
    places_[word.last].next = place;
    word.last = place;
    return;
  }
  places_.push_back({token, none});
  slots_[slot] = static_cast<std::uint32_t>(words_.size());
  words_.push_back({folded, place, place});
  if (words_.size() * 2 > slots_.size()) grow();
}

std::size_t DocumentIndex::slot_of(std::string_view word) const noexcept {
  std::size_t const mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(word)&mask;
  while (slots_[slot] != none && words_[slots_[slot]].folded != word) slot = (slot + 1) & mask;
  return slot;
}

void DocumentIndex::grow() const {
  slots_.assign(slots_.size() * 2, none);
  for (std::uint32_t word = 0; word < words_.size(); ++word) slots_[slot_of(words_[word].folded)] = word;
}

std::size_t DocumentIndex::first_beginning(std::string_view prefix) const {
  auto const at =
      std::ranges::lower_bound(sorted_, prefix, {}, [this](std::uint32_t word) { return words_[word].folded; });
  return static_cast<std::size_t>(at - sorted_.begin());
}

}  // namespace rasid::rules
