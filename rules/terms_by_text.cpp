#include "rules/terms_by_text.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace rasid::rules {
namespace {

std::uint64_t hash_of(std::string_view text) noexcept {
  TextHash hash;
  for (char const byte : text) hash.add(byte);
  return hash.value();
}

}  // namespace

void TermsByText::build() {
  seen_.assign(std::bit_ceil(waiting_.size() / 4 + 1), 0);  // sixteen bits for each and more
  seen_mask_ = seen_.size() - 1;
  slots_.assign(std::bit_ceil(waiting_.size() * 2 + 2), Slot{});
  std::size_t const mask = slots_.size() - 1;
  std::vector<std::uint32_t> entry_of(waiting_.size());
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    std::uint64_t const hash = hash_of(waiting_[i].text);
    seen_[(hash >> 6U) & seen_mask_] |= std::uint64_t{1} << (hash & 63U);
    auto const mark = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t at = (hash >> 20U) & mask;
    while (slots_[at].entry != 0 &&
           (slots_[at].mark != mark || entries_[slots_[at].entry - 1].text != waiting_[i].text)) {
      at = (at + 1) & mask;
    }
    if (slots_[at].entry == 0) {
      entries_.push_back({waiting_[i].text});
      slots_[at] = {mark, static_cast<std::uint32_t>(entries_.size())};
    }
    entry_of[i] = slots_[at].entry - 1;
    ++entries_[entry_of[i]].past;  // counts, until the lists are laid out
  }
  std::uint32_t begin = 0;
  for (Entry& entry : entries_) {
    std::uint32_t const count = entry.past;
    entry.first = entry.past = begin;
    begin += count;
  }
  terms_.resize(waiting_.size());
  for (std::size_t i = 0; i < waiting_.size(); ++i) terms_[entries_[entry_of[i]].past++] = waiting_[i].term;
  entries_.shrink_to_fit();
  std::vector<Waiting>().swap(waiting_);
}

std::span<TermId const> TermsByText::find(std::string_view text) const noexcept {
  return slots_.empty() ? std::span<TermId const>{} : find(text, hash_of(text));
}

std::span<TermId const> TermsByText::find_surely(std::string_view text, std::uint64_t hash) const noexcept {
  std::size_t const mask = slots_.size() - 1;
  auto const mark = static_cast<std::uint32_t>(hash >> 32U);
  for (std::size_t at = (hash >> 20U) & mask; slots_[at].entry != 0; at = (at + 1) & mask) {
    if (slots_[at].mark != mark) continue;
    Entry const& entry = entries_[slots_[at].entry - 1];
    if (entry.text == text) return std::span(terms_).subspan(entry.first, entry.past - entry.first);
  }
  return {};
}

std::vector<std::uint32_t> TermsByText::lengths() const {
  std::vector<std::uint32_t> out;
  for (Entry const& entry : entries_) out.push_back(static_cast<std::uint32_t>(entry.text.size()));
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

std::size_t TermsByText::bytes() const noexcept {
  return seen_.capacity() * sizeof seen_[0] + slots_.capacity() * sizeof(Slot) + entries_.capacity() * sizeof(Entry) +
         terms_.capacity() * sizeof(TermId);
}

}  // namespace rasid::rules
