#include "daemon/feeds/xml_repair.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "daemon/feeds/doctype.h"
#include "daemon/feeds/entity.h"

namespace rasid::feeds {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && !is_white(c);
}
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) {
  return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/// Characters that running text need not stop at.
constexpr auto plain_text = [] {
  std::array<bool, 256> out{};
  for (std::size_t c = 0; c < out.size(); ++c) out[c] = c >= 0x20 || c == '\t' || c == '\r' || c == '\n';
  out['<'] = out['&'] = false;
  return out;
}();

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// Elements of HTML that have no end tag. ("link" is left out: in RSS it has one.)
bool is_void(std::string_view name) {
  return is_one_of(name, {"br", "hr", "img", "input", "wbr"});
}

/// Elements of a feed that hold text only; where one of the others opens inside, its end tag was forgotten.
bool holds_text(std::string_view name) {
  return is_one_of(
      name, {"title", "link", "guid", "pubDate", "description", "id", "updated", "published", "dc:date", "dc:creator"});
}
bool is_feed_element(std::string_view name) {
  return holds_text(name) || is_one_of(name, {"item", "entry", "author", "category", "comments", "enclosure", "content",
                                              "summary", "content:encoded"});
}

/// One pass over a document. `infer` allows guesses about forgotten end tags, which a well-formed document must be
/// spared.
class Repair {
 public:
  Repair(std::string_view in, std::size_t depth_limit, bool infer) : in_(in), limit_(depth_limit), infer_(infer) {}

  void run() {
    while (at_ < in_.size() && !too_deep_) step();
    if (!open_.empty()) fault("the document is cut short");
    if (changed() || !open_.empty()) out_ += in_.substr(std::min(copied_, in_.size()));
    while (!open_.empty()) close_top();
    if (!seen_root_) fault("no element");
  }

  [[nodiscard]] bool too_deep() const { return too_deep_; }
  [[nodiscard]] bool misnested() const { return misnested_; }
  [[nodiscard]] std::string const& reason() const { return reason_; }
  [[nodiscard]] bool changed() const { return copied_ != 0 || !out_.empty(); }
  std::string take() { return std::move(out_); }

 private:
  void fault(std::string_view what) {
    if (reason_.empty()) reason_ = std::string(what) + " at byte " + std::to_string(at_);
  }
  /// Replaces `length` bytes at `from` in the result; edits come in ascending order.
  void edit(std::size_t from, std::size_t length, std::string_view replacement) {
    out_ += in_.substr(copied_, from - copied_);
    out_ += replacement;
    copied_ = from + length;
  }
  void close_top() {
    out_ += "</";
    out_ += open_.back();
    out_ += '>';
    open_.pop_back();
  }
  void step() {
    while (at_ < in_.size() && plain_text[static_cast<unsigned char>(in_[at_])]) {
      if (open_.empty() && !is_white(in_[at_])) fault("text outside the root element");
      ++at_;
    }
    if (at_ == in_.size()) return;
    if (in_[at_] == '&') return reference();
    if (in_[at_] == '<') return markup();
    fault("control character");
    edit(at_, 1, "");
    ++at_;
  }

  void reference();
  void markup();
  void section(std::string_view begin, std::string_view end);
  void instruction();
  void doctype();
  void end_tag();
  void start_tag();
  void close_forgotten(std::string_view name);
  bool attribute(std::string_view previous);
  void quoted_value();
  void push(std::string_view name);

  std::string_view in_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::string out_;
  std::string reason_;
  std::vector<std::string_view> open_;
  DeclaredEntities entities_;
  std::size_t limit_;
  std::size_t expanded_ = 0;
  bool infer_;
  bool too_deep_ = false;
  bool misnested_ = false;
  bool seen_root_ = false;
};

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '"')
      out += "&quot;";
    else if (!is_control(c))
      out += c;
  }
  return out;
}

void Repair::reference() {
  constexpr std::size_t most_expansion = 256U << 10U;
  auto const text = in_.substr(at_, 64);
  auto const end = text.find(';');
  auto const name = end == npos ? std::string_view{} : text.substr(1, end - 1);
  if (is_one_of(name, {"amp", "lt", "gt", "quot", "apos"})) {
    at_ += end + 1;
    return;
  }
  if (auto const known = read_reference(text)) {
    // Numbers are XML's own; the names are HTML's, unless the document declares them.
    if (name.front() != '#' && !entities_.contains(std::string(name))) fault("undeclared entity " + std::string(name));
    edit(at_, known->bytes, escaped(known->text));
    at_ += known->bytes;
    return;
  }
  if (auto const declared = entities_.find(std::string(name)); declared != entities_.end() && !name.empty()) {
    expanded_ += declared->second.size();
    if (expanded_ > most_expansion) fault("entities expand without end");
    edit(at_, end + 1, expanded_ > most_expansion ? std::string{} : escaped(declared->second));
    at_ += end + 1;
    return;
  }
  fault("bare ampersand");
  bool const is_number = name.size() > 1 && name.front() == '#' && std::ranges::all_of(name.substr(1), continues_name);
  if (is_number) {  // it names a character that XML forbids
    edit(at_, end + 1, "");
    at_ += end + 1;
    return;
  }
  edit(at_, 1, "&amp;");
  ++at_;
}

void Repair::markup() {
  auto const rest = in_.substr(at_);
  if (rest.starts_with("<!--")) return section("<!--", "-->");
  if (rest.starts_with("<![CDATA[")) return section("<![CDATA[", "]]>");
  if (rest.starts_with("<!DOCTYPE") || rest.starts_with("<!doctype")) return doctype();
  if (rest.starts_with("<?")) return instruction();
  if (rest.size() > 2 && rest[1] == '/' && starts_name(rest[2])) return end_tag();
  if (rest.size() > 1 && starts_name(rest[1])) return start_tag();
  fault("bare '<'");
  edit(at_, 1, "&lt;");
  ++at_;
}

void Repair::section(std::string_view begin, std::string_view end) {
  bool const data = end == "]]>";
  auto const close = in_.find(end, at_ + begin.size());
  if (close == npos && !data) {
    fault("comment without end");
    edit(at_, in_.size() - at_, "");
    at_ = in_.size();
    return;
  }
  if (data && open_.empty()) fault("text outside the root element");
  auto const until = close == npos ? in_.size() : close;
  for (; at_ < until; ++at_) {
    if (!is_control(in_[at_])) continue;
    fault("control character");
    edit(at_, 1, "");
  }
  if (close == npos) {
    fault("section without end");
    edit(at_, 0, end);
  } else {
    at_ = close + end.size();
  }
}

void Repair::instruction() {
  auto const close = in_.find("?>", at_);
  bool const declares = in_.substr(at_).starts_with("<?xml") && at_ + 5 < in_.size() && is_white(in_[at_ + 5]);
  auto const end = close == npos ? in_.find('>', at_) : close + 1;
  auto const length = end == npos ? in_.size() - at_ : end + 1 - at_;
  if (close == npos || (declares && at_ != 0)) fault("misplaced or broken instruction");
  if (close == npos || at_ != 0) edit(at_, length, "");
  at_ += length;
}

void Repair::doctype() {
  auto length = read_doctype(in_.substr(at_), entities_);
  if (length == npos) {
    fault("broken document type declaration");
    auto const end = in_.find('>', at_);
    length = end == npos ? in_.size() - at_ : end + 1 - at_;
  }
  edit(at_, length, "");
  at_ += length;
}

void Repair::end_tag() {
  auto const begin = at_;
  at_ += 2;
  while (at_ < in_.size() && continues_name(in_[at_])) ++at_;
  auto const name = in_.substr(begin + 2, at_ - begin - 2);
  while (at_ < in_.size() && in_[at_] != '>' && in_[at_] != '<') ++at_;
  bool const closed = at_ < in_.size() && in_[at_] == '>';
  if (closed) ++at_;
  if (closed && !open_.empty() && open_.back() == name) {
    open_.pop_back();
    return;
  }
  auto const found =
      std::find_if(open_.rbegin(), open_.rend(), [&](auto each) { return equal_ignoring_case(each, name); });
  fault("end tag " + std::string(name) + " does not fit");
  misnested_ = true;
  edit(begin, at_ - begin, "");
  if (found == open_.rend()) return;
  for (auto closing = found - open_.rbegin(); closing >= 0; --closing) close_top();
}

void Repair::push(std::string_view name) {
  open_.push_back(name);
  seen_root_ = true;
  if (open_.size() > limit_) too_deep_ = true;
}

void Repair::close_forgotten(std::string_view name) {
  auto const close_to = [&](std::size_t depth) {
    fault("missing end tag of " + std::string(open_.back()));
    edit(at_, 0, "");
    while (open_.size() > depth) close_top();
  };
  if (!open_.empty() && holds_text(open_.back()) && is_feed_element(name)) close_to(open_.size() - 1);
  if (name != "item" && name != "entry") return;
  auto const same = std::ranges::find(open_, name);
  if (same != open_.end()) close_to(static_cast<std::size_t>(same - open_.begin()));
}

void Repair::start_tag() {
  auto const begin = at_;
  auto name_end = at_ + 1;
  while (name_end < in_.size() && continues_name(in_[name_end])) ++name_end;
  auto const name = in_.substr(begin + 1, name_end - begin - 1);
  if (infer_) close_forgotten(name);
  if (open_.empty() && seen_root_) fault("a second root element");

  auto const length_before = out_.size();
  auto const copied_before = copied_;
  at_ = name_end;
  while (attribute(name)) {
  }
  if (at_ == in_.size()) {  // cut short inside the tag: it goes
    fault("a tag is cut short");
    out_.resize(length_before);
    copied_ = copied_before;
    edit(begin, in_.size() - begin, "");
    return;
  }
  if (in_[at_] == '/') {
    ++at_;
    if (at_ < in_.size() && in_[at_] == '>') {
      ++at_;
    } else {
      fault("a tag without '>'");
      edit(at_, 0, ">");
    }
    seen_root_ = true;
    return;
  }
  bool const closed = in_[at_] == '>';
  if (!closed) fault("a tag without '>'");
  if (infer_ && is_void(name)) {
    edit(at_, closed ? 1 : 0, "/>");
    at_ += closed ? 1 : 0;
    return;
  }
  if (!closed) edit(at_, 0, ">");
  at_ += closed ? 1 : 0;
  push(name);
}

/// Reads the next attribute; false at the end of the tag.
bool Repair::attribute(std::string_view tag) {
  auto const gap = at_;
  while (at_ < in_.size() && is_white(in_[at_])) ++at_;
  if (at_ == in_.size() || in_[at_] == '>' || in_[at_] == '<') return false;
  if (in_[at_] == '/' && (at_ + 1 == in_.size() || in_[at_ + 1] == '>')) return false;
  if (!starts_name(in_[at_])) {
    fault("odd character in tag " + std::string(tag));
    edit(at_, 1, " ");
    ++at_;
    return true;
  }
  if (gap == at_) {
    fault("no space between attributes");
    edit(at_, 0, " ");
  }
  while (at_ < in_.size() && continues_name(in_[at_])) ++at_;
  auto const name_end = at_;
  while (at_ < in_.size() && is_white(in_[at_])) ++at_;
  if (at_ == in_.size()) return false;
  if (in_[at_] != '=') {
    fault("an attribute without value");
    edit(name_end, 0, "=\"\"");
    return true;
  }
  ++at_;
  while (at_ < in_.size() && is_white(in_[at_])) ++at_;
  if (at_ == in_.size()) return false;
  if (in_[at_] == '"' || in_[at_] == '\'') {
    quoted_value();
    return true;
  }
  fault("an attribute without quotes");
  auto const begin = at_;
  while (at_ < in_.size() && !is_white(in_[at_]) && in_[at_] != '>' && in_[at_] != '<') ++at_;
  edit(begin, at_ - begin, '"' + escaped(decode_references(in_.substr(begin, at_ - begin))) + '"');
  return true;
}

void Repair::quoted_value() {
  char const quote = in_[at_];
  ++at_;
  bool could_be_open = false;  // a '>' was seen: if '<' follows, the closing quote was forgotten before it
  std::size_t first_end = 0;
  while (at_ < in_.size() && in_[at_] != quote) {
    char const c = in_[at_];
    if (c == '&') {
      reference();
      continue;
    }
    if (c == '>' && !could_be_open) {
      could_be_open = true;
      first_end = at_;
    }
    if (c == '<') {
      fault("'<' in an attribute");
      if (could_be_open && copied_ <= first_end) {
        at_ = first_end;
        edit(at_, 0, std::string_view(&quote, 1));
        return;
      }
      edit(at_, 1, "&lt;");
    } else if (is_control(c)) {
      fault("control character");
      edit(at_, 1, "");
    }
    ++at_;
  }
  if (at_ < in_.size()) ++at_;
}

}  // namespace

RepairedXml repair_xml(std::string text, std::size_t depth_limit) {
  Repair first(text, depth_limit, false);
  first.run();
  if (!first.misnested() && !first.too_deep()) {
    std::string reason = first.reason();
    if (!first.changed()) return {.text = std::move(text), .reason = std::move(reason)};
    return {.text = first.take(), .reason = std::move(reason)};
  }
  Repair second(text, depth_limit, true);
  second.run();
  return {.text = second.take(), .reason = first.reason(), .too_deep = second.too_deep()};
}

}  // namespace rasid::feeds
