#include "daemon/feeds/links.h"

#include <algorithm>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/characters.h"
#include "daemon/feeds/entity.h"
#include "daemon/feeds/markup.h"
#include "daemon/feeds/vocabulary.h"

namespace rasid::feeds {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr Characters white(" \t\r\n\f");
constexpr Characters ends_tag_name(" \t\r\n\f><");
constexpr Characters ends_attribute_name(" \t\r\n\f=></");
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

enum class Holds { no_url, url, candidates };

/// What an attribute of HTML holds; told apart by length before anything is compared, as most are none.
Holds content_of(std::string_view name) {
  auto const is = [&](std::string_view other) { return equal_ignoring_case(name, other); };
  switch (name.size()) {
    case 3:
      return is("src") ? Holds::url : Holds::no_url;
    case 4:
      return is("href") || is("cite") || is("data") ? Holds::url : Holds::no_url;
    case 6:
      if (is("srcset")) return Holds::candidates;
      return is("action") || is("poster") ? Holds::url : Holds::no_url;
    case 8:
      return is("longdesc") ? Holds::url : Holds::no_url;
    case 10:
      return is("background") || is("formaction") ? Holds::url : Holds::no_url;
    case 11:
      return is("imagesrcset") ? Holds::candidates : Holds::no_url;
    default:
      return Holds::no_url;
  }
}

/// The candidates of a srcset, "small.jpg 1x, large.jpg 2x" (HTML, 4.8.4.2.1), each with its URL resolved.
std::string resolved_candidates(std::string_view text, std::string_view base) {
  std::string out;
  while (true) {
    while (!text.empty() && (white.has(text.front()) || text.front() == ',')) text.remove_prefix(1);
    if (text.empty()) return out;
    auto url = text.substr(0, white.find(text));
    text.remove_prefix(url.size());
    std::string_view descriptors;
    if (url.ends_with(',')) {
      while (url.ends_with(',')) url.remove_suffix(1);
    } else {
      descriptors = trim(text.substr(0, text.find(',')));
      text.remove_prefix(std::min(text.size(), text.find(',')));
    }
    if (!out.empty()) out += ", ";
    out += resolve_url(base, url);
    if (!descriptors.empty()) out.append(" ").append(descriptors);
  }
}

class LinkResolver {
 public:
  LinkResolver(std::string_view html, std::string_view base)
      : html_(html), base_(base), most_(8 * html.size() + 4096) {}

  std::string run() {
    for (auto at = html_.find('<'); at != npos; at = html_.find('<', at)) at = markup(at);
    if (copied_ == 0) return std::string(html_);
    out_ += html_.substr(copied_);
    return std::move(out_);
  }

 private:
  /// Where to go on after the '<' at `at`.
  std::size_t markup(std::size_t at) {
    if (at + 1 >= html_.size()) return html_.size();
    if (is_letter(html_[at + 1])) return tag(at + 1);
    if (html_.substr(at, 4) != "<!--") return at + 1;
    auto const end = html_.find("-->", at + 4);
    return end == npos ? html_.size() : end + 3;
  }

  std::size_t tag(std::size_t at) {
    auto const begin = at;
    at = ends_tag_name.find(html_, at);
    in_base_ = equal_ignoring_case(html_.substr(begin, at - begin), "base");
    while (at < html_.size() && html_[at] != '>' && html_[at] != '<') {
      if (white.has(html_[at]) || html_[at] == '/')
        ++at;
      else
        at = attribute(at);
    }
    return at;
  }

  /// Reads the attribute at `at`; as in HTML, nearly anything is a name.
  std::size_t attribute(std::size_t at) {
    auto const begin = at;
    at = ends_attribute_name.find(html_, at + 1);
    auto const name = html_.substr(begin, at - begin);
    auto value = white.find_other(html_, at);
    if (value >= html_.size() || html_[value] != '=') return at;
    value = white.find_other(html_, value + 1);
    if (value >= html_.size()) return value;
    char const quote = html_[value];
    bool const quoted = quote == '"' || quote == '\'';
    auto const end = quoted ? html_.find(quote, value + 1) : ends_tag_name.find(html_, value);
    if (end == npos) return value + 1;
    auto const after = quoted ? end + 1 : end;
    resolve(content_of(name), value, after, html_.substr(value + (quoted ? 1 : 0), end - value - (quoted ? 1 : 0)));
    return after;
  }

  /// Writes the value that stands, quotes included, from `begin` to `end` anew where it is relative.
  void resolve(Holds kind, std::size_t begin, std::size_t end, std::string_view value) {
    if (kind == Holds::no_url || out_.size() > most_) return;
    bool const absolute = kind == Holds::url && has_scheme(value);
    if (in_base_ && absolute) {
      own_base_ = decode_references(value);
      base_ = own_base_;
    }
    if (absolute || base_.empty()) return;
    auto const meant = decode_references(value);
    auto const resolved = kind == Holds::url ? resolve_url(base_, meant) : resolved_candidates(meant, base_);
    if (resolved == meant) return;
    out_ += html_.substr(copied_, begin - copied_);
    out_ += '"';
    append_attribute_value(out_, resolved);
    out_ += '"';
    copied_ = end;
  }

  std::string_view html_;
  std::string_view base_;
  std::string own_base_;
  std::string out_;
  std::size_t copied_ = 0;
  std::size_t most_;
  bool in_base_ = false;
};

}  // namespace

std::string absolute_links(std::string_view html, std::string_view base) {
  return LinkResolver(html, base).run();
}

}  // namespace rasid::feeds
