#include <algorithm>

#include "daemon/feeds/repair_pass.h"
#include "daemon/feeds/vocabulary.h"

namespace rasid::feeds {
namespace {

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

}  // namespace

void RepairPass::open(std::string_view name) {
  open_.push_back(name);
  seen_root_ = true;
  if (open_.size() > limits_.depth) too_deep_ = true;
}

void RepairPass::close_top() {
  out_ += "</";
  out_ += open_.back();
  out_ += '>';
  open_.pop_back();
}

void RepairPass::end_tag() {
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

void RepairPass::close_forgotten(std::string_view name) {
  auto const close_to = [&](std::size_t depth) {
    fault("missing end tag of " + std::string(open_.back()));
    edit(at_, 0, "");
    while (open_.size() > depth) close_top();
  };
  if (!open_.empty() && holds_text(open_.back()) && is_feed_element(name)) close_to(open_.size() - 1);
  if (name != "item" && name != "entry") return;
  // Items stand right inside their channel and entries inside their feed: what else is open was forgotten.
  auto const container =
      std::ranges::find(open_, name == "item" ? std::string_view("channel") : std::string_view("feed"));
  auto const depth = static_cast<std::size_t>(container - open_.begin()) + 1;
  if (depth < open_.size() && open_.back() != "items") close_to(depth);
}

void RepairPass::start_tag() {
  auto const begin = at_;
  auto name_end = at_ + 1;
  while (name_end < in_.size() && continues_name(in_[name_end])) ++name_end;
  auto const name = in_.substr(begin + 1, name_end - begin - 1);
  if (++elements_ > limits_.elements) too_many_ = true;
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
  open(name);
}

}  // namespace rasid::feeds
