#include "extractors/page/simplify.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "extractors/page/tag_scanner.h"

namespace rasid::page {
namespace {

constexpr std::size_t max_depth = 256;
constexpr std::size_t max_value = 4096;
constexpr std::size_t max_name = 24;
constexpr std::size_t max_json_ld = 32;

enum class Kind : std::uint8_t {
  plain,       // kept, nests
  leaf,        // has no end tag, or one that may be left out: its nesting is bounded by what is around it
  formatting,  // becomes a span
  dropped,     // with everything up to its end tag
  ignored,     // the tag alone
};

struct Known {
  std::string_view name;
  Kind kind;
};

// Sorted by name, for binary search.
constexpr auto known = std::to_array<Known>({
    {"area", Kind::ignored},     {"b", Kind::formatting},      {"base", Kind::ignored},
    {"basefont", Kind::ignored}, {"big", Kind::formatting},    {"body", Kind::leaf},
    {"br", Kind::leaf},          {"canvas", Kind::dropped},    {"code", Kind::formatting},
    {"col", Kind::ignored},      {"colgroup", Kind::ignored},  {"dd", Kind::leaf},
    {"dt", Kind::leaf},          {"em", Kind::formatting},     {"embed", Kind::ignored},
    {"font", Kind::formatting},  {"frame", Kind::ignored},     {"frameset", Kind::ignored},
    {"head", Kind::leaf},        {"hr", Kind::leaf},           {"html", Kind::leaf},
    {"i", Kind::formatting},     {"iframe", Kind::dropped},    {"img", Kind::ignored},
    {"input", Kind::ignored},    {"keygen", Kind::ignored},    {"li", Kind::leaf},
    {"link", Kind::leaf},        {"math", Kind::dropped},      {"meta", Kind::leaf},
    {"nobr", Kind::formatting},  {"noembed", Kind::dropped},   {"noframes", Kind::dropped},
    {"noscript", Kind::dropped}, {"option", Kind::leaf},       {"p", Kind::leaf},
    {"param", Kind::ignored},    {"plaintext", Kind::ignored}, {"s", Kind::formatting},
    {"script", Kind::dropped},   {"select", Kind::dropped},    {"small", Kind::formatting},
    {"source", Kind::ignored},   {"strike", Kind::formatting}, {"strong", Kind::formatting},
    {"style", Kind::dropped},    {"svg", Kind::dropped},       {"tbody", Kind::leaf},
    {"td", Kind::leaf},          {"template", Kind::dropped},  {"textarea", Kind::dropped},
    {"tfoot", Kind::leaf},       {"th", Kind::leaf},           {"thead", Kind::leaf},
    {"title", Kind::leaf},       {"tr", Kind::leaf},           {"track", Kind::ignored},
    {"tt", Kind::formatting},    {"u", Kind::formatting},      {"wbr", Kind::ignored},
    {"xmp", Kind::ignored},
});
static_assert(std::ranges::is_sorted(known, {}, &Known::name));

Kind kind_of(std::string_view name) {
  auto const at = std::ranges::lower_bound(known, name, {}, &Known::name);
  return at != known.end() && at->name == name ? at->kind : Kind::plain;
}

constexpr auto kept_attributes = std::to_array<std::string_view>({
    "aria-hidden", "class", "content", "datetime", "hidden",  "href", "http-equiv", "id",    "itemprop", "itemscope",
    "itemtype",    "lang",  "name",    "property", "pubdate", "rel",  "role",       "style", "type",     "xml:lang",
});

/// The pass itself: `html` in, `out` built up tag by tag.
class Pass {
 public:
  explicit Pass(std::string_view html) : html_(html) { out_.html.reserve(html.size() / 2); }

  Simplified run() {
    std::size_t at = 0;
    while (at < html_.size()) {
      std::size_t const less = std::min(html_.find('<', at), html_.size());
      out_.html += html_.substr(at, less - at);
      at = less < html_.size() ? after_markup(less) : less;
    }
    return std::move(out_);
  }

 private:
  std::string_view html_;
  Simplified out_;
  std::array<char, max_name> name_{};
  std::vector<std::string> open_;
  std::array<bool, known.size()> never_closed_{};  // no end tag of that name follows: not searched for again

  /// Handles the '<' at `at`; returns where to go on.
  std::size_t after_markup(std::size_t at) {
    std::string_view const rest = html_.substr(at);
    if (rest.starts_with("<!--")) return after_comment(at);
    if (rest.starts_with("<!") || rest.starts_with("<?")) return behind(html_.find('>', at), 1);
    if (std::optional<Tag> const tag = read_tag(html_, at)) return after_tag(*tag);
    bool const cut_off = rest.size() > 1 && (rest[1] == '/' || std::isalpha(static_cast<unsigned char>(rest[1])) != 0);
    if (cut_off) return html_.size();  // the page ends inside a tag
    out_.html += "&lt;";
    return at + 1;
  }

  std::size_t behind(std::size_t found, std::size_t length) const {
    return found == std::string_view::npos ? html_.size() : found + length;
  }

  std::size_t after_comment(std::size_t at) const {
    if (html_.substr(at).starts_with("<!-->")) return at + 5;
    return behind(html_.find("-->", at + 4), 3);
  }

  std::size_t after_tag(Tag const& tag) {
    if (tag.name.size() > max_name) return tag.end;
    std::ranges::transform(tag.name, name_.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string_view name(name_.data(), tag.name.size());
    Kind const kind = kind_of(name);
    if (kind == Kind::formatting) name = "span";
    switch (kind) {
      case Kind::ignored:
        if (name == "img" || name == "input" || name == "embed") out_.html += ' ';
        return tag.end;
      case Kind::dropped:
        out_.html += ' ';
        return tag.is_end ? tag.end : after_contents(tag, name);
      case Kind::leaf:
        write(tag, name);
        return tag.end;
      case Kind::formatting:
      case Kind::plain:
        if (tag.is_end ? close(name) : open(name)) write(tag, name);
        return tag.end;
    }
    return tag.end;
  }

  bool open(std::string_view name) {
    if (open_.size() >= max_depth) return false;
    open_.emplace_back(name);
    return true;
  }

  bool close(std::string_view name) {
    auto const at = std::find(open_.rbegin(), open_.rend(), name);
    if (at == open_.rend()) return false;
    open_.erase(std::prev(at.base()), open_.end());
    return true;
  }

  void write(Tag const& tag, std::string_view name) {
    out_.html += tag.is_end ? "</" : "<";
    out_.html += name;
    if (!tag.is_end) write_attributes(name, tag.attributes);
    out_.html += '>';
  }

  void write_attributes(std::string_view tag_name, std::string_view attributes) {
    std::array<bool, kept_attributes.size()> seen{};
    while (std::optional<Attribute> const attribute = next_attribute(attributes)) {
      auto const at =
          std::ranges::find_if(kept_attributes, [&](auto kept) { return same_name(kept, attribute->name); });
      if (at == kept_attributes.end()) continue;
      bool& done = seen[static_cast<std::size_t>(at - kept_attributes.begin())];
      if (std::exchange(done, true)) continue;  // the first one counts
      // Addresses are most of a page's attributes; only <link> has one that is read.
      if (*at == "href" && tag_name != "link") continue;
      if (*at == "style" && attribute->value.find("display") == std::string_view::npos) continue;
      write_attribute(*at, attribute->value);
    }
  }

  void write_attribute(std::string_view name, std::string_view value) {
    out_.html += ' ';
    out_.html += name;
    if (value.empty()) return;
    if (value.size() > max_value) {
      std::size_t cut = max_value;
      while (cut > 0 && (static_cast<unsigned char>(value[cut]) & 0xC0) == 0x80) --cut;  // not inside a character
      value = value.substr(0, cut);
    }
    char const quote = value.find('"') == std::string_view::npos ? '"' : '\'';
    out_.html += '=';
    out_.html += quote;
    for (char const c : value) {
      if (c == quote) {
        out_.html += "&#39;";  // an unquoted value that holds both kinds of quote
      } else {
        out_.html += c;
      }
    }
    out_.html += quote;
  }

  /// Skips what stands between a dropped element's tags.
  std::size_t after_contents(Tag const& tag, std::string_view name) {
    std::size_t const index =
        static_cast<std::size_t>(std::ranges::lower_bound(known, name, {}, &Known::name) - known.begin());
    std::size_t const close = never_closed_[index] ? std::string_view::npos : find_end_tag(tag.end, tag.name);
    if (close == std::string_view::npos) {
      never_closed_[index] = true;
      // A script runs to the end of the page (section 13.2.5.4); of other elements only the tag is dropped.
      return name == "script" || name == "style" ? html_.size() : tag.end;
    }
    if (name == "script") keep_json_ld(tag, html_.substr(tag.end, close - tag.end));
    return behind(html_.find('>', close), 1);
  }

  std::size_t find_end_tag(std::size_t at, std::string_view name) const {
    for (at = html_.find("</", at); at != std::string_view::npos; at = html_.find("</", at + 2)) {
      std::string_view const found = html_.substr(at + 2, name.size());
      if (!same_name(found, name)) continue;
      char const next = at + 2 + name.size() < html_.size() ? html_[at + 2 + name.size()] : '>';
      if (next == '>' || next == '/' || next == ' ' || next == '\n' || next == '\t' || next == '\r' || next == '\f')
        return at;
    }
    return at;
  }

  void keep_json_ld(Tag const& tag, std::string_view contents) {
    if (out_.json_ld.size() >= max_json_ld) return;
    std::string_view attributes = tag.attributes;
    while (std::optional<Attribute> const attribute = next_attribute(attributes)) {
      if (!same_name(attribute->name, "type")) continue;
      if (same_name(attribute->value.substr(0, 19), "application/ld+json")) out_.json_ld.emplace_back(contents);
      return;
    }
  }
};

}  // namespace

Simplified simplify(std::string_view html) {
  return Pass(html).run();
}

}  // namespace rasid::page
