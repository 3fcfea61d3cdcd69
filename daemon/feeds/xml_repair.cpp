#include "daemon/feeds/xml_repair.h"

#include <algorithm>
#include <array>

#include "daemon/feeds/repair_pass.h"

namespace rasid::feeds {
namespace {

/// Characters that running text need not stop at.
constexpr auto plain_text = [] {
  std::array<bool, 256> out{};
  for (std::size_t c = 0; c < out.size(); ++c) out[c] = c >= 0x20 || c == '\t' || c == '\r' || c == '\n';
  out['<'] = out['&'] = false;
  return out;
}();

}  // namespace

/// Text that may stand in any value, whichever quotes it has.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        if (!is_control(c)) out += c;
    }
  }
  return out;
}

void RepairPass::run() {
  out_.reserve(in_.size() + in_.size() / 16);
  while (at_ < in_.size() && !too_deep_ && !too_many_) step();
  if (!open_.empty()) fault("the document is cut short");
  cut_ = std::ranges::any_of(open_, [](auto each) { return is_one_of(each, {"item", "entry"}); });
  out_ += in_.substr(std::min(copied_, in_.size()));
  while (!open_.empty()) close_top();
  if (!seen_root_) fault("no element");
}

void RepairPass::fault(std::string_view what) {
  if (reason_.empty()) reason_ = std::string(what) + " at byte " + std::to_string(at_);
}

/// Replaces `length` bytes at `from` in the result; edits come in ascending order.
void RepairPass::edit(std::size_t from, std::size_t length, std::string_view replacement) {
  out_ += in_.substr(copied_, from - copied_);
  out_ += replacement;
  copied_ = from + length;
}

/// Leaves out the next `length` bytes.
void RepairPass::remove(std::size_t length) {
  edit(at_, length, {});
  at_ += length;
}

void RepairPass::step() {
  while (at_ < in_.size() && plain_text[static_cast<unsigned char>(in_[at_])]) {
    if (open_.empty() && !is_white(in_[at_])) fault("text outside the root element");
    ++at_;
  }
  if (at_ == in_.size()) return;
  if (in_[at_] == '&') return reference();
  if (in_[at_] == '<') return markup();
  fault("control character");
  remove(1);
}

void RepairPass::markup() {
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

RepairedXml repair_xml(std::string_view text, XmlLimits const& limits) {
  RepairPass first(text, limits, false);
  first.run();
  if (!first.misnested() && !first.too_deep() && !first.too_many())
    return {.text = first.take(), .reason = first.reason(), .cut = first.cut()};
  RepairPass second(text, limits, true);
  second.run();
  return {.text = second.take(),
          .reason = first.reason(),
          .cut = second.cut(),
          .too_deep = second.too_deep(),
          .too_many = second.too_many()};
}

}  // namespace rasid::feeds
