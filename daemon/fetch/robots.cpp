#include "daemon/fetch/robots.h"

#include <algorithm>
#include <charconv>

namespace rasid::fetch {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\0';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

/// The product's name at the start of a User-agent line: "Rasid/0.1" speaks to "Rasid".
std::string_view product_in(std::string_view value) {
  auto const end = std::ranges::find_if(
      value, [](char c) { return !((lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_'); });
  return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (lower(c) >= 'a' && lower(c) <= 'f') return static_cast<unsigned>(lower(c) - 'a' + 10);
  return std::nullopt;
}

bool unreserved(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

/// One spelling for one path (RFC 9309 section 2.2.2): bytes beyond ASCII encoded, needless encodings undone, hex
/// digits in upper case.
std::string canonical(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  auto const encode = [&](unsigned char c) {
    out += '%';
    out += digits[c >> 4U];
    out += digits[c & 15U];
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '%' && i + 2 < text.size()) {
      auto const high = hex_digit(text[i + 1]);
      auto const low = hex_digit(text[i + 2]);
      if (high && low) {
        auto const byte = static_cast<unsigned char>(*high * 16 + *low);
        unreserved(static_cast<char>(byte)) ? out.push_back(static_cast<char>(byte)) : encode(byte);
        i += 2;
        continue;
      }
    }
    static_cast<unsigned char>(c) >= 0x80 ? encode(static_cast<unsigned char>(c)) : out.push_back(c);
  }
  return out;
}

/// Leftmost search for each piece between the stars: with nothing but stars between them no other choice can do better.
bool meets(std::string_view path, std::string_view pattern) {
  bool const to_the_end = pattern.ends_with('$');
  if (to_the_end) pattern.remove_suffix(1);
  for (bool first = true;; first = false) {
    auto const star = pattern.find('*');
    std::string_view const piece = pattern.substr(0, star);
    bool const last = star == std::string_view::npos;
    if (first) {
      if (!path.starts_with(piece)) return false;
      path.remove_prefix(piece.size());
      if (last) return !to_the_end || path.empty();
    } else if (last) {
      return to_the_end ? path.ends_with(piece) : path.find(piece) != std::string_view::npos;
    } else {
      auto const found = path.find(piece);
      if (found == std::string_view::npos) return false;
      path.remove_prefix(found + piece.size());
    }
    pattern.remove_prefix(star + 1);
  }
}

std::optional<Duration> seconds(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !(value >= 0) || value > 86'400) return std::nullopt;
  return Duration{static_cast<Duration::rep>(value * 1000)};
}

}  // namespace

/// Reads line by line, and keeps what is for us and what is for all apart.
class RobotsReader {
 public:
  explicit RobotsReader(std::string_view product) : product_(product) {}

  void line(std::string_view text) {
    text = trimmed(text.substr(0, text.find('#')));
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return;
    std::string_view const key = trimmed(text.substr(0, colon));
    std::string_view const value = trimmed(text.substr(colon + 1));
    if (same_letters(key, "user-agent")) {
      agent(value);
    } else if (same_letters(key, "allow") || same_letters(key, "disallow")) {
      in_rules_ = true;
      if (!value.empty()) rule({canonical(value), lower(key.front()) == 'a'});
    } else if (same_letters(key, "crawl-delay")) {
      if (to_us_) ours_.crawl_delay_ = seconds(value);
      if (to_all_) everybodys_.crawl_delay_ = seconds(value);
    }
    // Sitemap and the like belong to no group.
  }

  Robots result() { return named_ ? std::move(ours_) : std::move(everybodys_); }

 private:
  void agent(std::string_view value) {
    if (std::exchange(in_rules_, false)) to_us_ = to_all_ = false;  // the group before has ended
    if (value == "*" || (value.starts_with('*') && is_blank(value[1]))) to_all_ = true;
    if (!value.empty() && same_letters(product_in(value), product_)) to_us_ = named_ = true;
  }

  void rule(Robots::Rule rule) {
    if (rule.pattern.size() > Robots::longest_pattern) return;
    if (to_us_ && ours_.rules_.size() < Robots::most_rules) ours_.rules_.push_back(rule);
    if (to_all_ && everybodys_.rules_.size() < Robots::most_rules) everybodys_.rules_.push_back(std::move(rule));
  }

  std::string_view product_;
  Robots ours_;
  Robots everybodys_;
  bool to_us_ = false;
  bool to_all_ = false;
  bool in_rules_ = false;
  bool named_ = false;
};

Robots Robots::parse(std::string_view bytes, std::string_view product) {
  bytes = bytes.substr(0, most_bytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  RobotsReader reader(product);
  while (!bytes.empty()) {
    auto const end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    reader.line(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return reader.result();
}

Robots Robots::disallow_all() {
  Robots out;
  out.rules_.push_back({"/", false});
  return out;
}

bool Robots::allows(std::string_view target) const {
  std::string const path = canonical(target);
  if (path == "/robots.txt") return true;
  bool allowed = true;
  std::size_t longest = 0;
  for (Rule const& rule : rules_) {
    std::size_t const size = rule.pattern.size();
    bool const decides = size > longest || (size == longest && rule.allow && !allowed);
    if (decides && meets(path, rule.pattern)) {
      allowed = rule.allow;
      longest = size;
    }
  }
  return allowed;
}

}  // namespace rasid::fetch
