#include "daemon/fetch/response_headers.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rasid::fetch {
namespace {

constexpr Duration longest = std::chrono::hours{24 * 365};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
  return out;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  auto const begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view{}
                                         : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// RFC 9110's "token", which a field's name must be.
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

/// Takes the text up to `mark` off the front, and the mark; all of it where there is none.
std::string_view take_until(std::string_view& text, char mark) {
  auto const at = text.find(mark);
  auto const out = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
  return out;
}

/// RFC 9111's delta-seconds: digits only; what does not fit is the largest value.
std::optional<Duration> seconds(std::string_view text) {
  if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  std::int64_t count = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{}) return longest;
  return std::min(longest, Duration{std::chrono::seconds{std::min<std::int64_t>(count, 1'000'000'000)}});
}

Duration within_a_year(Duration span) {
  return std::clamp(span, Duration{0}, longest);
}

/// When the response was made, as the server's own clock saw it.
Timestamp made_at(Headers const& headers, Timestamp now) {
  auto const date = first(headers, "date");
  return date ? parse_http_date(*date).value_or(now) : now;
}

/// One "name=value" of Cache-Control taken off the front, quotes removed; commas inside quotes do not separate.
std::pair<std::string_view, std::string_view> take_directive(std::string_view& text) {
  std::size_t end = 0;
  for (bool quoted = false; end < text.size() && (quoted || text[end] != ','); ++end) {
    if (text[end] == '"') quoted = !quoted;
    if (quoted && text[end] == '\\') ++end;
  }
  end = std::min(end, text.size());
  std::string_view value = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  std::string_view const name = trimmed(take_until(value, '='));
  value = trimmed(value);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return {name, value};
}

struct CacheControl {
  bool stale = false;  // no-store, no-cache or a broken max-age
  std::optional<Duration> max_age;
};

CacheControl cache_control(Headers const& headers) {
  CacheControl out;
  auto const [begin, end] = headers.equal_range("cache-control");
  for (auto field = begin; field != end; ++field) {
    for (std::string_view rest = field->second; !rest.empty();) {
      auto const [name, value] = take_directive(rest);
      // "no-cache=field" only speaks of that field.
      if (same_letters(name, "no-store") || (same_letters(name, "no-cache") && value.empty())) out.stale = true;
      if (!same_letters(name, "max-age") || out.max_age) continue;
      out.max_age = seconds(value);
      if (!out.max_age) out.stale = true;
    }
  }
  return out;
}

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<unsigned> month(std::string_view text) {
  auto const found = std::ranges::find_if(months, [&](std::string_view name) { return same_letters(name, text); });
  return found == months.end() ? std::nullopt : std::optional(static_cast<unsigned>(found - months.begin()) + 1);
}

std::optional<unsigned> number(std::string_view text, std::size_t most_digits) {
  unsigned value = 0;
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> year(std::string_view text) {
  auto const value = number(text, 4);
  if (value && text.size() == 2) return *value < 70 ? *value + 2000 : *value + 1900;
  return text.size() == 4 ? value : std::nullopt;
}

bool is_gmt(std::string_view zone) {
  return same_letters(zone, "gmt") || same_letters(zone, "utc");
}

std::optional<Duration> time_of_day(std::string_view text) {
  auto const hours = number(take_until(text, ':'), 2);
  auto const minutes = number(take_until(text, ':'), 2);
  auto const secs = number(text, 2);
  if (!hours || !minutes || !secs || *hours > 23 || *minutes > 59 || *secs > 60) return std::nullopt;
  return Duration{std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*secs}};
}

/// The words of a date, at most seven of them; `separators` are the characters between words.
std::vector<std::string_view> words(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> out;
  while (out.size() < 7) {
    auto const begin = text.find_first_not_of(separators);
    if (begin == std::string_view::npos) break;
    auto const end = std::min(text.find_first_of(separators, begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace

Headers parse_headers(std::string_view head) {
  Headers out;
  auto last = out.end();
  while (!head.empty()) {
    std::string_view line = take_until(head, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    bool const folded = line.starts_with(' ') || line.starts_with('\t');
    if (folded && last != out.end()) {
      auto const more = trimmed(line);
      if (!more.empty()) last->second.append(last->second.empty() ? "" : " ").append(more);
      continue;
    }
    std::string_view value = line;
    std::string_view const name = take_until(value, ':');
    last = name.size() < line.size() && is_token(name) ? out.emplace(lower(name), trimmed(value)) : out.end();
  }
  return out;
}

std::optional<std::string_view> first(Headers const& headers, std::string const& name) {
  auto const found = headers.find(name);
  return found == headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::optional<Timestamp> parse_http_date(std::string_view text) {
  auto const parts = words(text, " \t,");
  std::optional<unsigned> d, m, y;
  std::optional<Duration> clock;
  if (parts.size() == 5 && parts[3].find(':') != std::string_view::npos) {  // Sun Nov  6 08:49:37 1994
    std::tie(m, d, clock, y) = std::tuple(month(parts[1]), number(parts[2], 2), time_of_day(parts[3]), year(parts[4]));
  } else if (parts.size() == 6 && is_gmt(parts[5])) {  // Sun, 06 Nov 1994 08:49:37 GMT
    std::tie(d, m, y, clock) = std::tuple(number(parts[1], 2), month(parts[2]), year(parts[3]), time_of_day(parts[4]));
  } else if (parts.size() == 4 && is_gmt(parts[3])) {  // Sunday, 06-Nov-94 08:49:37 GMT
    auto const date = words(parts[1], "-");
    if (date.size() != 3) return std::nullopt;
    std::tie(d, m, y, clock) = std::tuple(number(date[0], 2), month(date[1]), year(date[2]), time_of_day(parts[2]));
  }
  if (!d || !m || !y || !clock) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(static_cast<int>(*y)), std::chrono::month(*m),
                                         std::chrono::day(*d)};
  if (!date.ok()) return std::nullopt;
  return Timestamp{std::chrono::sys_days{date}} + *clock;
}

std::optional<Duration> retry_after(Headers const& headers, Timestamp now) {
  auto const value = first(headers, "retry-after");
  if (!value) return std::nullopt;
  if (auto const span = seconds(*value)) return span;
  auto const date = parse_http_date(*value);
  if (!date) return std::nullopt;
  return within_a_year(*date - made_at(headers, now));
}

std::optional<Duration> fresh_for(Headers const& headers, Timestamp now) {
  CacheControl const control = cache_control(headers);
  auto const expires = first(headers, "expires");
  if (control.stale) return Duration{0};
  if (!control.max_age && !expires) return std::nullopt;
  Duration lifetime{0};
  if (control.max_age) {
    lifetime = *control.max_age;
  } else if (auto const date = parse_http_date(*expires)) {  // "Expires: 0" and other junk mean: already stale
    lifetime = *date - made_at(headers, now);
  }
  auto const age = first(headers, "age");
  return within_a_year(lifetime - (age ? seconds(*age).value_or(Duration{0}) : Duration{0}));
}

Validators validators_after(int status, Headers const& headers, Validators const& sent) {
  auto const etag = first(headers, "etag");
  auto const last_modified = first(headers, "last-modified");
  bool const keep = status == 304;
  return {.etag = etag   ? std::string(*etag)
                  : keep ? sent.etag
                         : std::string{},
          .last_modified = last_modified ? std::string(*last_modified)
                           : keep        ? sent.last_modified
                                         : std::string{}};
}

}  // namespace rasid::fetch
