#include "extractors/page/json_ld.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <ranges>

namespace rasid::page {
namespace {

namespace json = boost::json;

constexpr std::size_t max_script = 1024 * 1024;
constexpr std::size_t max_depth = 32;

/// Publishers leave raw line ends in strings, wrap the script in comments or CDATA, and forget commas at ends.
json::value parsed(std::string_view text) {
  std::size_t const begin = text.find_first_of("{[");
  std::size_t const end = text.find_last_of("}]");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return nullptr;
  std::string script(text.substr(begin, end - begin + 1));
  std::ranges::replace_if(script, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  if (script.starts_with("[CDATA[")) script.erase(0, 7);
  json::parse_options options;
  options.max_depth = max_depth;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  options.allow_invalid_utf8 = true;
  json::error_code failed;
  json::value value = json::parse(script, failed, {}, options);
  return failed ? json::value(nullptr) : value;
}

std::string text_of(json::value const& value);

std::string text_at(json::object const& object, std::string_view key) {
  json::value const* const found = object.if_contains(key);
  return found == nullptr ? std::string() : text_of(*found);
}

/// A string, the name of an object, or the names of a list, joined by commas.
std::string text_of(json::value const& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (json::object const* const object = value.if_object()) {
    json::value const* const name = object->if_contains("name");
    return name != nullptr && name->is_string() ? std::string(name->get_string()) : text_at(*object, "alternateName");
  }
  std::string out;
  if (json::array const* const list = value.if_array()) {
    for (json::value const& one : *list | std::views::take(16)) {
      std::string const text = text_of(one);
      if (!text.empty()) out += (out.empty() ? "" : ", ") + text;
    }
  }
  return out;
}

bool is_article(json::object const& object) {
  std::string const type = text_at(object, "@type");
  return type.find("Article") != std::string::npos || type.find("Posting") != std::string::npos ||
         type.find("Report") != std::string::npos;
}

json::object const* find_article(json::value const& value) {
  if (json::array const* const list = value.if_array()) {
    for (json::value const& one : *list) {
      if (auto const* const found = find_article(one)) return found;
    }
    return nullptr;
  }
  json::object const* const object = value.if_object();
  if (object == nullptr) return nullptr;
  if (is_article(*object)) return object;
  for (std::string_view const key : {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"}) {
    json::value const* const below = object->if_contains(key);
    if (below == nullptr) continue;
    if (auto const* const found = find_article(*below)) return found;
  }
  return nullptr;
}

/// A publisher given by its "@id" alone is described elsewhere in the same script.
std::string name_by_id(json::value const& value, std::string_view id, unsigned depth = 0) {
  std::string found;
  if (json::array const* const list = value.if_array()) {
    for (json::value const& one : *list | std::views::take(256)) {
      if (found.empty()) found = name_by_id(one, id, depth + 1);
    }
  } else if (json::object const* const object = value.if_object()) {
    json::value const* const own = object->if_contains("@id");
    if (own != nullptr && own->is_string() && own->get_string() == id) found = text_of(value);
    json::value const* const graph = object->if_contains("@graph");
    if (found.empty() && graph != nullptr && depth < 4) found = name_by_id(*graph, id, depth + 1);
  }
  return found;
}

std::string named_at(json::value const& script, json::object const& article, std::string_view key) {
  std::string name = text_at(article, key);
  if (!name.empty()) return name;
  json::value const* const value = article.if_contains(key);
  json::object const* const reference = value == nullptr ? nullptr : value->if_object();
  if (reference == nullptr) return {};
  json::value const* const id = reference->if_contains("@id");
  return id != nullptr && id->is_string() ? name_by_id(script, id->get_string()) : std::string();
}

}  // namespace

ArticleLd read_json_ld(std::vector<std::string_view> const& scripts) {
  ArticleLd out;
  for (std::string_view const script : scripts) {
    if (script.size() > max_script) continue;
    json::value const value = parsed(script);
    json::object const* const article = find_article(value);
    if (article == nullptr) continue;
    out.headline = text_at(*article, "headline");
    out.description = text_at(*article, "description");
    out.author = named_at(value, *article, "author");
    out.published = text_at(*article, "datePublished");
    out.language = text_at(*article, "inLanguage");
    out.body = text_at(*article, "articleBody");
    out.publisher = named_at(value, *article, "publisher");
    if (!out.empty()) return out;
  }
  return out;
}

}  // namespace rasid::page
