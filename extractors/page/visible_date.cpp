#include "extractors/page/visible_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "extractors/model/utf8.h"

namespace rasid::page {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

struct Month {
  std::string_view begins;  // what the word begins with, lower case
  unsigned number;          // 1 … 12; Solar Hijri months from 101
};

constexpr auto months = std::to_array<Month>({
    {"يناير", 1},        {"كانون الثاني", 1}, {"جانفي", 1},         {"فبراير", 2},  {"شباط", 2},    {"فيفري", 2},
    {"مارس", 3},         {"آذار", 3},         {"اذار", 3},          {"أبريل", 4},   {"ابريل", 4},   {"إبريل", 4},
    {"نيسان", 4},        {"أفريل", 4},        {"مايو", 5},          {"أيار", 5},    {"ايار", 5},    {"ماي", 5},
    {"يونيو", 6},        {"حزيران", 6},       {"جوان", 6},          {"يوليو", 7},   {"تموز", 7},    {"يوليوز", 7},
    {"جويلية", 7},       {"أغسطس", 8},        {"اغسطس", 8},         {"آب", 8},      {"غشت", 8},     {"أوت", 8},
    {"سبتمبر", 9},       {"أيلول", 9},        {"ايلول", 9},         {"شتنبر", 9},   {"أكتوبر", 10}, {"اكتوبر", 10},
    {"تشرين الأول", 10}, {"نوفمبر", 11},      {"تشرين الثاني", 11}, {"نونبر", 11},  {"ديسمبر", 12}, {"كانون الأول", 12},
    {"دجنبر", 12},       {"فروردین", 101},    {"اردیبهشت", 102},    {"خرداد", 103}, {"تیر", 104},   {"مرداد", 105},
    {"شهریور", 106},     {"مهر", 107},        {"آبان", 108},        {"آذر", 109},   {"دی", 110},    {"بهمن", 111},
    {"اسفند", 112},      {"ינואר", 1},        {"פברואר", 2},        {"מרץ", 3},     {"מרס", 3},     {"אפריל", 4},
    {"מאי", 5},          {"יוני", 6},         {"יולי", 7},          {"אוגוסט", 8},  {"ספטמבר", 9},  {"אוקטובר", 10},
    {"נובמבר", 11},      {"דצמבר", 12},       {"янв", 1},           {"фев", 2},     {"мар", 3},     {"апр", 4},
    {"мая", 5},          {"май", 5},          {"июн", 6},           {"июл", 7},     {"авг", 8},     {"сен", 9},
    {"окт", 10},         {"ноя", 11},         {"дек", 12},          {"jan", 1},     {"feb", 2},     {"mar", 3},
    {"apr", 4},          {"may", 5},          {"jun", 6},           {"jul", 7},     {"aug", 8},     {"sep", 9},
    {"oct", 10},         {"nov", 11},         {"dec", 12},
});

/// The line with decimal digits of any script as ASCII, and ASCII and Cyrillic lower case.
std::string plain(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    CodePoint const c = decode(line, at);
    if (c.value >= 0x660 && c.value <= 0x669) {
      out += static_cast<char>('0' + (c.value - 0x660));
    } else if (c.value >= 0x6F0 && c.value <= 0x6F9) {
      out += static_cast<char>('0' + (c.value - 0x6F0));
    } else if (c.value >= 'A' && c.value <= 'Z') {
      out += static_cast<char>(c.value + 32);
    } else if (c.value >= 0x410 && c.value <= 0x42F) {
      append(out, c.value + 32);
    } else {
      out += line.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return out;
}

struct Token {
  enum class Kind { number, month, clock, word } kind;
  unsigned value = 0;   // number; month; minutes of the day
  unsigned digits = 0;  // of a number
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_gap(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !is_digit(c) && !(c >= 'a' && c <= 'z');
}

Token number_at(std::string_view text, std::size_t& at) {
  Token out{Token::Kind::number};
  for (; at < text.size() && is_digit(text[at]); ++at, ++out.digits) {
    if (out.digits < 8) out.value = out.value * 10 + static_cast<unsigned>(text[at] - '0');
  }
  bool const clock = out.digits <= 2 && out.value < 24 && at + 2 < text.size() && text[at] == ':' &&
                     is_digit(text[at + 1]) && is_digit(text[at + 2]);
  if (!clock) return out;
  unsigned const minutes = static_cast<unsigned>(text[at + 1] - '0') * 10 + static_cast<unsigned>(text[at + 2] - '0');
  out = {Token::Kind::clock, out.value * 60 + std::min(minutes, 59U)};
  at += 3;
  if (at + 2 < text.size() && text[at] == ':' && is_digit(text[at + 1])) at += 3;
  return out;
}

/// The word at `at`: a month where it begins as one. Arabic month names of two words are looked for first.
Token word_at(std::string_view text, std::size_t& at) {
  std::string_view rest = text.substr(at);
  constexpr std::string_view in = "ב";  // Hebrew writes "in May" as one word
  if (rest.starts_with(in)) rest.remove_prefix(in.size());
  std::size_t longest = 0;
  Token out{Token::Kind::word};
  for (Month const& one : months) {
    if (one.begins.size() <= longest || !rest.starts_with(one.begins)) continue;
    char const next = one.begins.size() < rest.size() ? rest[one.begins.size()] : ' ';
    bool const latin_or_russian = static_cast<unsigned char>(one.begins.front()) < 0xD2;
    if (!latin_or_russian && !is_gap(next) && !rest.substr(one.begins.size()).starts_with("،")) continue;
    longest = one.begins.size();
    out = {Token::Kind::month, one.number};
  }
  at += longest;
  while (at < text.size() && !is_gap(text[at]) && !is_digit(text[at])) ++at;
  return out;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  for (std::size_t at = 0; at < text.size() && out.size() < 32;) {
    if (is_digit(text[at])) {
      out.push_back(number_at(text, at));
    } else if (is_gap(text[at])) {
      ++at;
    } else {
      out.push_back(word_at(text, at));
    }
  }
  return out;
}

/// Solar Hijri to days since 1970-01-01, by the 33-year rule (exact for 1178 … 1633).
std::chrono::sys_days from_solar_hijri(int y, unsigned m, unsigned d) {
  long const leaps = (8L * y + 21) / 33;
  long const before = m <= 7 ? (m - 1) * 31L : 186 + (m - 7) * 30L;
  // 1 Farvardin 1403 is 2024-03-20.
  long const epoch = 1403L * 365 + (8L * 1403 + 21) / 33;
  return std::chrono::sys_days(year{2024} / 3 / 20) + std::chrono::days(y * 365L + leaps + before + d - 1 - epoch);
}

std::optional<std::chrono::sys_days> day_of(unsigned y, unsigned m, unsigned d) {
  if (y < 100) y += 2000;
  if (m > 100 || (y >= 1300 && y <= 1450)) {
    if (m > 100) m -= 100;
    if (y < 1300 || y > 1450 || m < 1 || m > 12 || d < 1 || d > 31) return std::nullopt;
    return from_solar_hijri(static_cast<int>(y), m, d);
  }
  std::chrono::year_month_day const date(year{static_cast<int>(y)}, month{m}, day{d});
  if (y < 1990 || y > 2100 || !date.ok()) return std::nullopt;
  return date;
}

std::optional<std::chrono::sys_days> date_at(std::vector<Token> const& all, std::size_t i) {
  if (i + 2 >= all.size()) return std::nullopt;
  Token const& a = all[i];
  Token const& b = all[i + 1];
  Token const& c = all[i + 2];
  auto const number = [](Token const& t, unsigned most) { return t.kind == Token::Kind::number && t.digits <= most; };
  if (number(a, 2) && b.kind == Token::Kind::month && number(c, 4) && c.digits == 4)
    return day_of(c.value, b.value, a.value);
  if (a.kind == Token::Kind::month && number(b, 2) && number(c, 4) && c.digits == 4)
    return day_of(c.value, a.value, b.value);
  if (!number(a, 4) || !number(b, 2) || !number(c, 4)) return std::nullopt;
  if (a.digits == 4 && c.digits <= 2) return day_of(a.value, b.value, c.value);
  if (a.digits > 2 || (c.digits != 4 && c.digits != 2)) return std::nullopt;
  return b.value > 12 ? day_of(c.value, a.value, b.value) : day_of(c.value, b.value, a.value);
}

bool says_afternoon(std::string_view text) {
  return text.find(" pm") != std::string_view::npos || text.find("p.m") != std::string_view::npos ||
         text.ends_with(" م") || text.find(" مساء") != std::string_view::npos;
}

}  // namespace

std::optional<Timestamp> visible_date(std::string_view line) {
  std::string const text = plain(line.substr(0, 256));
  if (std::ranges::count_if(text, is_digit) < 3) return std::nullopt;
  std::vector<Token> const all = tokens_of(text);
  unsigned minutes = 0;
  for (Token const& token : all) {
    if (token.kind == Token::Kind::clock) minutes = token.value;
  }
  if (minutes > 0 && minutes < 720 && says_afternoon(text)) minutes += 720;
  std::vector<Token> dates;
  std::ranges::copy_if(all, std::back_inserter(dates), [](Token const& t) { return t.kind != Token::Kind::clock; });
  // "4/11/1429 هـ": a year of the lunar calendar, whose months only an almanac knows; the common date stands beside it.
  bool const lunar = line.find("هـ") != std::string_view::npos;
  auto const hijri = [](Token const& t) { return t.kind == Token::Kind::number && t.value >= 1300 && t.value <= 1450; };
  for (std::size_t i = 0; i < dates.size(); ++i) {
    if (lunar && (hijri(dates[i]) || (i + 2 < dates.size() && hijri(dates[i + 2])))) continue;
    if (auto const found = date_at(dates, i)) return Timestamp(*found) + std::chrono::minutes(minutes);
  }
  return std::nullopt;
}

}  // namespace rasid::page
