#include "daemon/feeds/entity.h"
#include "daemon/feeds/repair_pass.h"

namespace rasid::feeds {

/// Reads the next attribute; false at the end of the tag.
bool RepairPass::attribute(std::string_view tag) {
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

void RepairPass::quoted_value() {
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

}  // namespace rasid::feeds
