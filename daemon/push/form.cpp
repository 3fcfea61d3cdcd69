#include "daemon/push/form.h"

#include <algorithm>

namespace rasid::push {
namespace {

constexpr std::size_t most_fields = 64;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const escape = text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

void append_encoded(std::string& out, std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '*';
    auto const byte = static_cast<unsigned char>(c);
    if (plain)
      out += c;
    else if (c == ' ')
      out += '+';
    else
      out.append(1, '%').append(1, digits[byte / 16]).append(1, digits[byte % 16]);
  }
}

}  // namespace

Form parse_form(std::string_view text) {
  Form form;
  while (!text.empty() && form.size() < most_fields) {
    auto const end = std::min(text.find('&'), text.size());
    std::string_view const pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    auto const equals = std::min(pair.find('='), pair.size());
    form.emplace_back(decoded(pair.substr(0, equals)), decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return form;
}

std::string to_text(Form const& form) {
  std::string out;
  for (auto const& [name, value] : form) {
    if (!out.empty()) out += '&';
    append_encoded(out, name);
    out += '=';
    append_encoded(out, value);
  }
  return out;
}

std::optional<std::string> field(Form const& form, std::string_view name) {
  auto const found = std::ranges::find(form, name, &Form::value_type::first);
  return found == form.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace rasid::push
