#include "rules/terms_by_text.h"

#include <algorithm>
#include <bit>

namespace rasid::rules {
namespace {

constexpr std::size_t head = 3;  // next, size, count

std::uint64_t hash_of(std::string_view text) noexcept {
  TextHash hash;
  for (char const byte : text) hash.add(byte);
  return hash.value();
}

}  // namespace

void TermsByText::build() {
  if (waiting_.empty()) return;
  seen_.assign(std::bit_ceil(waiting_.size() / 4 + 1), 0);  // sixteen bits for each and more
  seen_mask_ = seen_.size() - 1;
  slots_.assign(std::bit_ceil(waiting_.size() * 2 + 2), Slot{});
  // By hash, so that the terms of one text come together.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(waiting_.size());
  for (std::uint32_t i = 0; i < waiting_.size(); ++i) order[i] = {hash_of(waiting_[i].text), i};
  std::ranges::sort(order, {},
                    [&](auto const& each) { return std::tuple(each.first, waiting_[each.second].text, each.second); });
  pool_.assign(1, TermId{0});
  for (std::size_t i = 0; i < order.size();) {
    auto const [hash, first] = order[i];
    std::string_view const text = waiting_[first].text;
    lengths_.push_back(static_cast<std::uint32_t>(text.size()));
    seen_[(hash >> 6U) & seen_mask_] |= std::uint64_t{1} << (hash & 63U);
    auto const mark = static_cast<std::uint32_t>(hash);
    std::size_t at = slot_of(hash);
    while (slots_[at].entry != 0 && slots_[at].mark != mark) at = (at + 1) & (slots_.size() - 1);
    auto const entry = static_cast<std::uint32_t>(pool_.size());
    pool_.insert(pool_.end(), {TermId{slots_[at].entry}, TermId{lengths_.back()}, TermId{0}});
    for (; i < order.size() && order[i].first == hash && waiting_[order[i].second].text == text; ++i) {
      pool_.push_back(waiting_[order[i].second].term);
    }
    std::size_t const end = pool_.size();
    pool_[entry + 2] = static_cast<TermId>(end - entry - head);
    pool_.resize(end + (text.size() + 3) / 4, TermId{0});
    std::memcpy(&pool_[end], text.data(), text.size());
    slots_[at] = {mark, entry};
  }
  pool_.shrink_to_fit();
  std::ranges::sort(lengths_);
  lengths_.erase(std::ranges::unique(lengths_).begin(), lengths_.end());
  lengths_.shrink_to_fit();
  std::vector<Waiting>().swap(waiting_);
}

std::span<TermId const> TermsByText::terms_at(std::uint32_t entry, std::string_view text) const noexcept {
  for (; entry != 0; entry = number_at(entry)) {
    std::uint32_t const count = number_at(entry + 2);
    TermId const* const terms = pool_.data() + entry + head;
    bool const same = number_at(entry + 1) == text.size() && std::memcmp(terms + count, text.data(), text.size()) == 0;
    if (same) return {terms, count};
  }
  return {};
}

std::span<TermId const> TermsByText::find(std::string_view text) const noexcept {
  if (empty()) return {};
  std::uint64_t const hash = hash_of(text);
  return may_have(hash) ? terms_at(entry_of(hash), text) : std::span<TermId const>{};
}

std::size_t TermsByText::bytes() const noexcept {
  return seen_.capacity() * sizeof seen_[0] + slots_.capacity() * sizeof(Slot) + pool_.capacity() * sizeof pool_[0];
}

}  // namespace rasid::rules
