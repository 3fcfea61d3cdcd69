#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/feeds/doctype.h"
#include "daemon/feeds/xml_repair.h"

namespace rasid::feeds {

inline bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
inline bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && !is_white(c);
}
inline bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}
inline bool continues_name(char c) {
  return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}
inline bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// Text that may stand in any value, whichever quotes it has.
std::string escaped(std::string_view text);

/// One pass over a document, which copies it with its faults mended. `infer` allows guesses about forgotten end tags,
/// which a document that has them all must be spared. Linear in the document's size.
class RepairPass {
 public:
  RepairPass(std::string_view in, XmlLimits const& limits, bool infer) : in_(in), limits_(limits), infer_(infer) {}

  void run();
  [[nodiscard]] bool too_deep() const { return too_deep_; }
  [[nodiscard]] bool too_many() const { return too_many_; }
  [[nodiscard]] bool misnested() const { return misnested_; }
  [[nodiscard]] bool cut() const { return cut_; }
  [[nodiscard]] std::string const& reason() const { return reason_; }
  std::string take() { return std::move(out_); }

 private:
  // The pass itself and the edits it makes: xml_repair.cpp.
  void fault(std::string_view what);
  void edit(std::size_t from, std::size_t length, std::string_view replacement);
  void remove(std::size_t length);
  void step();
  void markup();

  // What stands between tags: repair_content.cpp.
  void reference();
  void section(std::string_view begin, std::string_view end);
  void instruction();
  void doctype();

  // Tags and their nesting: repair_tags.cpp.
  void end_tag();
  void start_tag();
  void open(std::string_view name);
  void close_top();
  void close_forgotten(std::string_view name);

  // Inside a tag: repair_attributes.cpp.
  bool attribute(std::string_view tag);
  void quoted_value();

  std::string_view in_;
  XmlLimits limits_;
  bool infer_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::string out_;
  std::string reason_;
  std::vector<std::string_view> open_;
  DeclaredEntities entities_;
  std::size_t expanded_ = 0;
  std::size_t elements_ = 0;
  bool no_more_instructions_ = false;  // no "?>" follows: not to be looked for again
  bool broken_doctype_ = false;
  bool too_deep_ = false;
  bool too_many_ = false;
  bool misnested_ = false;
  bool seen_root_ = false;
  bool cut_ = false;
};

}  // namespace rasid::feeds
