#include "daemon/push/link_header.h"

#include <algorithm>

namespace rasid::push {
namespace {

constexpr std::size_t most_links = 32;
constexpr std::string_view blanks = " \t\r\n";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  void skip(std::string_view any_of) { text_.remove_prefix(std::min(text_.find_first_not_of(any_of), text_.size())); }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// Up to one of `ends`, which stays.
  std::string_view until(std::string_view ends) {
    auto const at = std::min(text_.find_first_of(ends), text_.size());
    std::string_view const out = text_.substr(0, at);
    text_.remove_prefix(at);
    return out;
  }
  /// A quoted-string without its quotes and escapes, or a token.
  std::string value() {
    if (!take('"')) {
      std::string_view const token = until(",;");
      return std::string(token.substr(0, token.find_last_not_of(blanks) + 1));
    }
    std::string out;
    while (!text_.empty() && !take('"')) {
      if (text_.front() == '\\' && text_.size() > 1) text_.remove_prefix(1);
      out += text_.front();
      text_.remove_prefix(1);
    }
    return out;
  }

 private:
  std::string_view text_;
};

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  for (auto at = text.find_first_not_of(blanks); at != std::string_view::npos;
       at = text.find_first_not_of(blanks, at)) {
    auto const end = std::min(text.find_first_of(blanks, at), text.size());
    out.push_back(lower(text.substr(at, end - at)));
    at = end;
  }
  return out;
}

void read_parameters(Reader& reader, Link& link) {
  bool has_rel = false;
  for (;;) {
    reader.skip(blanks);
    if (!reader.take(';')) return;
    reader.skip(blanks);
    std::string_view const given = reader.until("=,; \t\r\n");
    std::string const name = lower(given);
    reader.skip(blanks);
    std::string value;
    if (reader.take('=')) {
      reader.skip(blanks);
      value = reader.value();
    }
    if (name == "anchor") link.about_another = true;
    // Only the first rel counts (section 3.3).
    if (name == "rel" && !std::exchange(has_rel, true)) link.rels = words(value);
  }
}

}  // namespace

std::vector<Link> parse_links(std::string_view value) {
  std::vector<Link> links;
  Reader reader(value);
  while (links.size() < most_links) {
    reader.skip(" \t\r\n,");
    if (!reader.take('<')) break;
    Link link;
    link.target = reader.until(">");
    if (!reader.take('>')) break;
    read_parameters(reader, link);
    links.push_back(std::move(link));
    reader.until(",");
  }
  return links;
}

}  // namespace rasid::push
