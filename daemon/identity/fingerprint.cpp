#include "daemon/identity/fingerprint.h"

#include <algorithm>
#include <string>

#include "daemon/alerts/digest.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::identity {
namespace {

constexpr std::size_t most_hashes = 64;

bool is_digit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'\u0660' && c <= U'\u0669') || (c >= U'\u06F0' && c <= U'\u06F9');
}

/// Length of "12:30" or "9:05:59" at `at`, or 0. What a page says about when it was last touched is no news.
std::size_t time_of_day(std::string_view text, std::size_t at) {
  std::size_t end = 0;
  std::size_t position = at;
  for (int part = 0; part < 3; ++part) {
    int digits = 0;
    while (position < text.size()) {
      auto const [c, bytes] = decode(text, position);
      if (!is_digit(c)) break;
      ++digits;
      position += bytes;
    }
    bool const fits = part == 0 ? digits == 1 || digits == 2 : digits == 2;
    if (!fits) break;
    if (part > 0) end = position;
    if (position >= text.size() || text[position] != ':') break;
    ++position;
  }
  return end == 0 ? 0 : end - at;
}

std::string without_times(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool after_digit = false;
  for (std::size_t at = 0; at < text.size();) {
    auto const [c, bytes] = decode(text, at);
    bool const digit = is_digit(c);
    std::size_t const skipped = digit && !after_digit ? time_of_day(text, at) : 0;
    if (skipped > 0) {
      out += ' ';
      at += skipped;
    } else {
      out.append(text, at, bytes);
      at += bytes;
    }
    after_digit = digit;
  }
  return out;
}

/// Calls `each` with every word of a folded text.
template <class Each>
void for_words(std::string_view folded, Each each) {
  while (!folded.empty()) {
    auto const end = std::min(folded.find_first_of(" \n\t\r"), folded.size());
    if (end > 0) each(folded.substr(0, end));
    folded.remove_prefix(std::min(folded.size(), end + 1));
  }
}

std::string words_of(std::string_view text) {
  std::string words;
  std::string const folded = text::fold(without_times(text));
  for_words(folded, [&](std::string_view word) {
    if (!words.empty()) words += ' ';
    words += word;
  });
  return words;
}

/// FNV-1a, with its bits mixed, since the smallest values are kept.
std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = 2'166'136'261U;
  for (char const c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  hash = (hash ^ (hash >> 16U)) * 0x7FEB352DU;
  hash = (hash ^ (hash >> 15U)) * 0x846CA68BU;
  return hash ^ (hash >> 16U);
}

std::size_t common(std::vector<std::uint32_t> const& a, std::vector<std::uint32_t> const& b, std::uint32_t up_to) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end() && *x <= up_to && *y <= up_to;) {
    if (*x == *y) ++count;
    bool const forward = *x <= *y;
    if (*y <= *x) ++y;
    if (forward) ++x;
  }
  return count;
}

/// Beyond the last hash of a full sketch nothing is known of its text.
std::uint32_t known_up_to(Fingerprint const& a, Fingerprint const& b) {
  std::uint32_t up_to = 0xFFFF'FFFFU;
  if (a.sketch.size() == most_hashes) up_to = std::min(up_to, a.sketch.back());
  if (b.sketch.size() == most_hashes) up_to = std::min(up_to, b.sketch.back());
  return up_to;
}

std::size_t size_up_to(std::vector<std::uint32_t> const& sketch, std::uint32_t up_to) {
  return static_cast<std::size_t>(std::ranges::upper_bound(sketch, up_to) - sketch.begin());
}

}  // namespace

Fingerprint fingerprint_of(std::string_view title, std::string_view body) {
  Fingerprint out;
  std::string const title_words = words_of(title);
  std::string const body_words = words_of(body);
  out.words = alerts::digest128({"item", title_words, body_words});
  if (!title_words.empty()) out.title = alerts::digest128({"title", title_words});
  auto const keep = [&](std::string_view word) { out.sketch.push_back(hash_of(word)); };
  for_words(title_words, keep);
  for_words(body_words, keep);
  std::ranges::sort(out.sketch);
  auto const repeats = std::ranges::unique(out.sketch);
  out.sketch.erase(repeats.begin(), repeats.end());
  if (out.sketch.size() > most_hashes) out.sketch.resize(most_hashes);
  return out;
}

double overlap(Fingerprint const& a, Fingerprint const& b) {
  std::uint32_t const up_to = known_up_to(a, b);
  std::size_t const both = common(a.sketch, b.sketch, up_to);
  std::size_t const either = size_up_to(a.sketch, up_to) + size_up_to(b.sketch, up_to) - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

double containment(Fingerprint const& a, Fingerprint const& b) {
  std::uint32_t const up_to = known_up_to(a, b);
  std::size_t const both = common(a.sketch, b.sketch, up_to);
  std::size_t const shorter = std::min(size_up_to(a.sketch, up_to), size_up_to(b.sketch, up_to));
  return shorter == 0 ? 0 : static_cast<double>(both) / static_cast<double>(shorter);
}

}  // namespace rasid::identity
