#include "daemon/feeds/well_formed.h"

#include "daemon/feeds/characters.h"
#include "daemon/feeds/entity.h"
#include "daemon/feeds/vocabulary.h"

namespace rasid::feeds {
namespace {

constexpr auto npos = std::string_view::npos;

/// Written without branches, so that the compiler makes it a pass over whole vectors.
bool has_control_characters(std::string_view text) {
  unsigned found = 0;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    found |= static_cast<unsigned>(byte < 0x20) & static_cast<unsigned>(byte != '\t') &
             static_cast<unsigned>(byte != '\n') & static_cast<unsigned>(byte != '\r');
  }
  return found != 0;
}

/// Where a tag must be looked at: the end, a quote, or what may not be there.
constexpr Characters stops_in_tag(">\"'<&");

/// A reference that every XML parser knows, at the start of `text`.
bool is_plain_reference(std::string_view text) {
  for (std::string_view const each : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
    if (text.starts_with(each)) return true;
  }
  if (!text.starts_with("&#")) return false;
  auto const end = text.substr(0, 12).find(';');
  // A number from 128 to 159 means windows-1252 in practice: that is for repair_xml() to say.
  auto const value = end == npos ? std::nullopt : xml_character(text.substr(2, end - 2));
  return value && (*value < 0x80 || *value > 0x9F);
}

bool has_plain_references(std::string_view text) {
  for (auto at = text.find('&'); at != npos; at = text.find('&', at + 1)) {
    if (!is_plain_reference(text.substr(at))) return false;
  }
  return true;
}

class Look {
 public:
  Look(std::string_view xml, std::size_t depth_limit, std::size_t element_limit)
      : xml_(xml), depth_limit_(depth_limit), element_limit_(element_limit) {}

  FirstLook run() {
    bool plain = !has_control_characters(xml_);
    while (plain && at_ < xml_.size()) plain = text() && markup();
    if (depth_ > depth_limit_) return {.too_deep = true};
    if (elements_ > element_limit_) return {.too_many = true};
    return {.plain = plain && depth_ == 0 && roots_ == 1};
  }

 private:
  /// Character data up to the next tag or the end.
  bool text() {
    auto const text = xml_.substr(at_, xml_.find('<', at_) - at_);
    at_ += text.size();
    return depth_ == 0 ? trim(text).empty() : has_plain_references(text);
  }

  bool markup() {
    if (at_ == xml_.size()) return true;
    if (at_ + 1 == xml_.size()) return false;
    switch (xml_[at_ + 1]) {
      case '/':
        return end_tag();
      case '?':
        return instruction();
      case '!':
        if (xml_.substr(at_, 4) == "<!--") return skip_to("-->", 4);
        return depth_ > 0 && xml_.substr(at_, 9) == "<![CDATA[" && skip_to("]]>", 9);
      default:
        return start_tag();
    }
  }

  bool skip_to(std::string_view end, std::size_t from) {
    auto const found = xml_.find(end, at_ + from);
    if (found == npos) return false;
    at_ = found + end.size();
    return true;
  }

  /// The XML declaration stands first or nowhere.
  bool instruction() {
    bool const declares = xml_.substr(at_, 5) == "<?xml" && xml_.substr(at_, 6) != "<?xml-";
    return (at_ == 0 || !declares) && skip_to("?>", 2);
  }

  bool end_tag() {
    auto const end = xml_.find('>', at_);
    if (end == npos || depth_ == 0) return false;
    --depth_;
    at_ = end + 1;
    return true;
  }

  bool start_tag() {
    if (depth_ == 0 && ++roots_ > 1) return false;
    if (++elements_ > element_limit_) return false;
    for (auto at = stops_in_tag.find(xml_, at_ + 1); at < xml_.size(); at = stops_in_tag.find(xml_, at + 1)) {
      char const c = xml_[at];
      if (c == '>') {
        at_ = at + 1;
        return xml_[at - 1] == '/' || ++depth_ <= depth_limit_;
      }
      if (c == '<' || c == '&') return false;
      auto const end = xml_.find(c, at + 1);
      if (end == npos) return false;
      auto const value = xml_.substr(at + 1, end - at - 1);
      if (value.find('<') != npos || !has_plain_references(value)) return false;
      at = end;
    }
    return false;
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  std::size_t depth_limit_;
  std::size_t element_limit_;
  std::size_t depth_ = 0;
  std::size_t elements_ = 0;
  std::size_t roots_ = 0;
};

}  // namespace

FirstLook look_at(std::string_view xml, std::size_t depth_limit, std::size_t element_limit) {
  return Look(xml, depth_limit, element_limit).run();
}

}  // namespace rasid::feeds
