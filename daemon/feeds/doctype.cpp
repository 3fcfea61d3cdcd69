#include "daemon/feeds/doctype.h"

#include "daemon/feeds/entity.h"

namespace rasid::feeds {
namespace {

constexpr std::size_t most_entities = 256;
constexpr std::size_t longest_value = 1024;
constexpr std::string_view white = " \t\r\n";

std::string_view skip_white(std::string_view text) {
  auto const first = text.find_first_not_of(white);
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

/// Takes `<!ENTITY name "value">`; parameter entities (%), external ones (SYSTEM, PUBLIC) and unsafe values are passed
/// over.
void declare(std::string_view declaration, DeclaredEntities& entities) {
  declaration.remove_prefix(std::string_view("<!ENTITY").size());
  declaration = skip_white(declaration);
  auto const name = declaration.substr(0, declaration.find_first_of(white));
  declaration = skip_white(declaration.substr(name.size()));
  if (name.empty() || name == "%" || declaration.empty()) return;
  char const quote = declaration.front();
  if (quote != '"' && quote != '\'') return;
  auto const end = declaration.find(quote, 1);
  if (end == std::string_view::npos || end - 1 > longest_value || entities.size() >= most_entities) return;
  auto value = decode_references(declaration.substr(1, end - 1));
  if (value.find_first_of("<&%") != std::string::npos) return;
  entities.try_emplace(std::string(name), std::move(value));  // the first declaration binds (XML 1.0, 4.2)
}

/// Length of the quoted text, comment or instruction at the start of `text`, or 0 where it is none; npos where it does
/// not end.
std::size_t opaque(std::string_view text) {
  auto const until = [&](std::string_view end, std::size_t from) {
    auto const at = text.find(end, from);
    return at == std::string_view::npos ? at : at + end.size();
  };
  if (text.starts_with("<!--")) return until("-->", 4);
  if (text.starts_with("<?")) return until("?>", 2);
  if (text.front() == '"' || text.front() == '\'') return until(text.substr(0, 1), 1);
  return 0;
}

}  // namespace

std::size_t read_doctype(std::string_view text, DeclaredEntities& entities) {
  bool in_subset = false;
  std::size_t declaration = std::string_view::npos;
  for (std::size_t at = 2; at < text.size();) {
    if (auto const length = opaque(text.substr(at)); length != 0) {
      if (length == std::string_view::npos) return length;
      at += length;
      continue;
    }
    char const c = text[at];
    if (c == '[') in_subset = true;
    if (c == ']') in_subset = false;
    if (c == '<') declaration = at;
    if (c == '>') {
      if (declaration == std::string_view::npos && !in_subset) return at + 1;
      if (declaration != std::string_view::npos) {
        auto const whole = text.substr(declaration, at - declaration);
        if (whole.starts_with("<!ENTITY")) declare(whole, entities);
      }
      declaration = std::string_view::npos;
    }
    ++at;
  }
  return std::string_view::npos;
}

}  // namespace rasid::feeds
