#include "rules/literal_search.h"

namespace rasid::rules {

void LiteralSearch::add(std::string literal, TermId term) {
  all_.push_back({std::move(literal), term});
}

void LiteralSearch::build() {
  seen_.assign(1024, 0);
  for (std::uint32_t which = 0; which < all_.size(); ++which) {
    std::uint32_t const gram = gram_at(all_[which].text, 0);
    seen_[(gram * 0x9E3779B1U) >> 22U] |= std::uint64_t{1} << (gram & 63U);
    by_gram_[gram].push_back(which);
  }
}

std::string LiteralSearch::lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const c = text[at];
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (text.substr(at, 2) == "\xC5\xBF") {  // ſ
      out += 's';
      ++at;
    } else if (text.substr(at, 3) == "\xE2\x84\xAA") {  // K
      out += 'k';
      at += 2;
    } else {
      out += c;
    }
  }
  return out;
}

std::size_t LiteralSearch::bytes() const noexcept {
  std::size_t out = seen_.size() * sizeof seen_[0] + all_.size() * (sizeof(Literal) + 16);
  return out + by_gram_.size() * 64;
}

}  // namespace rasid::rules
