#include "extractors/page/simplify.h"

#include <algorithm>
#include <array>
#include <utility>

#include <gumbo.h>

#include "extractors/model/utf8.h"
#include "extractors/page/attributes.h"
#include "extractors/page/elements.h"
#include "extractors/page/stand_in.h"
#include "extractors/page/tag_scanner.h"

namespace rasid::page {
namespace {

constexpr std::size_t max_depth = 256;
constexpr std::size_t max_name = 24;
constexpr std::size_t max_json_ld = 32;
constexpr std::size_t max_reference = 40;  // bytes; the longest named one has 33

constexpr bool is_alnum(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The reference that begins with the '&' at the text's start, or that '&' alone.
std::string_view reference_at(std::string_view text) {
  std::size_t end = text.size() > 1 && text[1] == '#' ? 2 : 1;
  while (end < text.size() && end < max_reference && is_alnum(text[end])) ++end;
  if (end < text.size() && text[end] == ';') ++end;
  return text.substr(0, end);
}

/// True where a numeric reference names a stand-in (or may: long ones are not worth a closer look).
bool names_a_stand_in(std::string_view reference) {
  if (!reference.starts_with("&#")) return false;
  bool const hex = reference.size() > 2 && (reference[2] == 'x' || reference[2] == 'X');
  std::uint64_t value = 0;
  for (char const c : reference.substr(hex ? 3 : 2)) {
    unsigned const digit = c >= '0' && c <= '9' ? c - '0' : is_alnum(c) ? (c | 0x20) - 'a' + 10 : 99;
    if (digit >= (hex ? 16 : 10)) break;
    value = std::min<std::uint64_t>(value * (hex ? 16 : 10) + digit, 0xFFFFFFFF);
  }
  return stands_for(static_cast<char32_t>(value)).has_value();
}

/// The pass itself: `html` in, `out` built up tag by tag.
class Pass {
 public:
  explicit Pass(std::string_view html) : html_(html) {
    out_.html.reserve(html.size() / 8);
    out_.texts.reserve(1024);
    out_.marks.reserve(1024);
  }

  Simplified run() {
    std::size_t at = 0;
    while (at < html_.size()) {
      std::size_t const less = std::min(html_.find('<', at), html_.size());
      write_text(html_.substr(at, less - at));
      at = less < html_.size() ? after_markup(less) : less;
    }
    return std::move(out_);
  }

 private:
  struct Open {
    std::string_view name;
    bool written;
  };

  std::string_view html_;
  Simplified out_;
  std::vector<Open> open_;
  std::array<char, max_name> name_{};
  std::vector<bool> never_closed_ = std::vector<bool>(element_count());  // no end tag of that name follows

  /// Handles the '<' at `at`; returns where to go on.
  std::size_t after_markup(std::size_t at) {
    std::string_view const rest = html_.substr(at);
    if (rest.starts_with("<!--")) return after_comment(at);
    if (rest.starts_with("<!") || rest.starts_with("<?")) return behind(html_.find('>', at), 1);
    if (std::optional<Tag> const tag = read_tag(html_, at)) return after_tag(*tag);
    bool const cut_off = rest.size() > 1 && (rest[1] == '/' || std::isalpha(static_cast<unsigned char>(rest[1])) != 0);
    if (cut_off) return html_.size();  // the page ends inside a tag
    write_run(html_.substr(at, 1));
    return at + 1;
  }

  std::size_t behind(std::size_t found, std::size_t length) const {
    return found == std::string_view::npos ? html_.size() : found + length;
  }

  std::size_t after_comment(std::size_t at) const {
    if (html_.substr(at).starts_with("<!-->")) return at + 5;
    return behind(html_.find("-->", at + 4), 3);
  }

  void write_space() {
    if (!out_.html.ends_with('\n')) out_.html += '\n';
  }

  /// References stay, for the tree builder to decode; what is between them is handed on by its stand-in.
  void write_text(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n\f") == std::string_view::npos) {
      if (!text.empty()) write_space();
      return;
    }
    while (!text.empty()) {
      std::size_t const plain = std::min(text.find('&'), text.size());
      if (plain > 0) write_run(text.substr(0, plain));
      text.remove_prefix(plain);
      if (text.empty()) return;
      std::string_view const reference = reference_at(text);
      if (names_a_stand_in(reference)) {
        append(out_.html, 0xFFFD);
      } else {
        out_.html += reference;
      }
      text.remove_prefix(reference.size());
    }
  }

  void write_run(std::string_view text) {
    if (out_.texts.size() >= most_stand_ins) return;
    append(out_.html, stand_in(out_.texts.size()));
    out_.texts.push_back(text);
  }

  std::size_t after_tag(Tag const& tag) {
    if (tag.name.size() > max_name) return tag.end;
    std::ranges::transform(tag.name, name_.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string_view const name(name_.data(), tag.name.size());
    Element const& element = element_named(name);
    switch (element.fate) {
      case Fate::ignored:
        if (name == "img" || name == "embed") write_space();
        break;
      case Fate::statement:
        if (!tag.is_end) read_statement(name, read_attributes(tag.attributes));
        break;
      case Fate::dropped:
        write_space();
        if (name == "textarea" && !tag.is_end) write_start("input", {.hint = Hint::comments});
        return tag.is_end ? tag.end : after_contents(tag, element);
      case Fate::leaf:
        if (tag.is_end) {
          write_end(name);
        } else if (name == "input") {
          write_field(tag);
        } else {
          write_start(name, mark_of(name, tag.attributes));
        }
        break;
      case Fate::inlined:
      case Fate::plain:
        tag.is_end ? close(tag.name, element) : open(tag, name, element);
        break;
    }
    return tag.end;
  }

  /// All inlined elements close each other's tags: they become one and the same span.
  static std::string_view open_name(std::string_view written, Element const& element) {
    return element.fate == Fate::inlined ? element.name : written;
  }

  void open(Tag const& tag, std::string_view name, Element const& element) {
    if (open_.size() >= max_depth) return;
    Mark const mark = mark_of(name, tag.attributes);
    bool const inlined = element.fate == Fate::inlined;
    bool const written = !inlined || mark.says_something();
    open_.push_back({open_name(tag.name, element), written});
    if (written) write_start(inlined ? "span" : name, mark);
  }

  void close(std::string_view name, Element const& element) {
    auto const at = std::find_if(open_.rbegin(), open_.rend(),
                                 [&](Open const& one) { return same_name(one.name, open_name(name, element)); });
    if (at == open_.rend()) return;
    if (at->written) write_end(element.fate == Fate::inlined ? "span" : std::string_view(name_.data(), name.size()));
    open_.erase(std::prev(at.base()), open_.end());
  }

  void write_start(std::string_view name, Mark mark) {
    mark.at = out_.html.size();
    if (mark.says_something()) out_.marks.push_back(mark);
    out_.html += '<';
    out_.html += name;
    out_.html += '>';
  }

  /// A field tells that what stands around it is a form, whatever its name.
  void write_field(Tag const& tag) {
    write_space();
    if (!same_name(read_attributes(tag.attributes).type, "hidden")) write_start("input", {});
  }

  void write_end(std::string_view name) {
    out_.html += "</";
    out_.html += name;
    out_.html += '>';
  }

  Mark mark_of(std::string_view name, std::string_view text) {
    bool const custom = name.find('-') != std::string_view::npos;
    if (text.empty() && !custom) return {};
    Attributes const attributes = read_attributes(text);
    if (name == "html" && out_.language.empty())
      out_.language = attributes.lang.empty() ? attributes.xml_lang : attributes.lang;
    GumboTag const tag = gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
    Hint const hint = hint_of(tag, attributes);
    return {.hint = hint == Hint::none && custom ? hint_of_name(name) : hint,
            .itemprop = attributes.itemprop,
            .content = attributes.content,
            .datetime = attributes.datetime,
            .names_author = names_author(attributes)};
  }

  void read_statement(std::string_view name, Attributes const& attributes) {
    if (name == "link") {
      if (same_name(attributes.rel, "canonical")) out_.statements.push_back({attributes.rel, attributes.href});
      return;
    }
    if (attributes.content.empty()) return;
    for (std::string_view const key :
         {attributes.property, attributes.name, attributes.http_equiv, attributes.itemprop}) {
      if (!key.empty()) out_.statements.push_back({key, attributes.content});
    }
  }

  /// Skips what stands between a dropped element's tags.
  std::size_t after_contents(Tag const& tag, Element const& element) {
    std::size_t const index = index_of(element);
    std::size_t const close = never_closed_[index] ? std::string_view::npos : find_end_tag(tag.end, tag.name);
    bool const script = element.name == "script";
    if (close == std::string_view::npos) {
      never_closed_[index] = true;
      // A script runs to the end of the page (section 13.2.5.4); of other elements only the tag is dropped.
      return script || element.name == "style" ? html_.size() : tag.end;
    }
    if (script) keep_json_ld(tag, html_.substr(tag.end, close - tag.end));
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
    std::string_view const type = read_attributes(tag.attributes).type;
    if (same_name(type.substr(0, 19), "application/ld+json")) out_.json_ld.push_back(contents);
  }
};

}  // namespace

Simplified simplify(std::string_view html) {
  return Pass(html).run();
}

}  // namespace rasid::page
