#include "extractors/page/tag_scanner.h"

#include <algorithm>

namespace rasid::page {
namespace {

constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Position of the '>' that ends a tag, skipping those in quoted values; npos where there is none. A quote opens a
/// value only behind '=', as the standard has it.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
  bool after_equals = false;
  while (at < html.size()) {
    char const c = html[at];
    if (c == '>') return at;
    if (after_equals && (c == '"' || c == '\'')) {
      at = html.find(c, at + 1);
      if (at == std::string_view::npos) return at;
      after_equals = false;
    } else if (!is_space(c)) {
      after_equals = c == '=';
    }
    ++at;
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<Tag> read_tag(std::string_view html, std::size_t at) {
  Tag tag;
  tag.begin = at++;
  if (at < html.size() && html[at] == '/') {
    tag.is_end = true;
    ++at;
  }
  if (at >= html.size() || !is_letter(html[at])) return std::nullopt;
  std::size_t const name = at;
  while (at < html.size() && !is_space(html[at]) && html[at] != '/' && html[at] != '>') ++at;
  tag.name = html.substr(name, at - name);
  std::size_t const close = end_of_tag(html, at);
  if (close == std::string_view::npos) return std::nullopt;
  tag.attributes = html.substr(at, close - at);
  tag.end = close + 1;
  return tag;
}

std::optional<Attribute> next_attribute(std::string_view& rest) {
  auto const skip = [&](auto&& what) {
    rest.remove_prefix(static_cast<std::size_t>(std::ranges::find_if_not(rest, what) - rest.begin()));
  };
  auto const take = [&](auto&& until) {
    auto const n = static_cast<std::size_t>(std::ranges::find_if(rest, until) - rest.begin());
    std::string_view const taken = rest.substr(0, n);
    rest.remove_prefix(n);
    return taken;
  };
  skip([](char c) { return is_space(c) || c == '/'; });
  if (rest.empty()) return std::nullopt;
  Attribute result;
  std::string_view const all = rest;
  rest.remove_prefix(1);  // a name may start with '=' (section 13.2.5.32), so this always advances
  result.name = all.substr(0, 1 + take([](char c) { return is_space(c) || c == '/' || c == '='; }).size());
  result.value = result.name.substr(result.name.size());  // empty, but there
  skip(is_space);
  if (rest.empty() || rest.front() != '=') return result;
  rest.remove_prefix(1);
  skip(is_space);
  if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
    char const quote = rest.front();
    rest.remove_prefix(1);
    result.value = take([quote](char c) { return c == quote; });
    if (!rest.empty()) rest.remove_prefix(1);
  } else {
    result.value = take(is_space);
  }
  return result;
}

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace rasid::page
