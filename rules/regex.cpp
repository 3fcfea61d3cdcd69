#include "rules/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace rasid::rules {
namespace {

constexpr std::int64_t most_memory = 256 * 1024;
constexpr std::size_t most_fits = 10'000;

re2::RE2::Options options() {
  re2::RE2::Options out;
  out.set_log_errors(false);
  out.set_max_mem(most_memory);
  return out;
}

}  // namespace

Regex::Regex(std::string_view pattern) {
  if (pattern.size() > longest) {
    too_long_ = fmt::format("longer than {} bytes", longest);
    pattern = {};
  }
  re_ = std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options());
}

Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

std::string Regex::error() const {
  return too_long_.empty() ? re_->error() : too_long_;
}

std::string const& Regex::pattern() const {
  return re_->pattern();
}

bool Regex::matches(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *re_);
}

void Regex::find(std::string_view text, std::uint32_t offset, std::vector<ByteRange>& out) const {
  re2::StringPiece const whole(text.data(), text.size());
  re2::StringPiece fit;
  std::size_t const before = out.size();
  for (std::size_t at = 0; at <= text.size() && out.size() - before < most_fits;) {
    if (!re_->Match(whole, at, text.size(), re2::RE2::UNANCHORED, &fit, 1)) return;
    auto const begin = static_cast<std::size_t>(fit.data() - text.data());
    at = begin + fit.size();
    if (!fit.empty()) {
      out.push_back({static_cast<std::uint32_t>(offset + begin), static_cast<std::uint32_t>(offset + at)});
      continue;
    }
    // Past the empty fit, on to the next character.
    for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;) ++at;
  }
}

}  // namespace rasid::rules
