#include <algorithm>

#include "daemon/feeds/entity.h"
#include "daemon/feeds/repair_pass.h"

namespace rasid::feeds {
namespace {

constexpr auto npos = std::string_view::npos;

}  // namespace

void RepairPass::reference() {
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
    return remove(end + 1);
  }
  edit(at_, 1, "&amp;");
  ++at_;
}

void RepairPass::section(std::string_view begin, std::string_view end) {
  bool const data = end == "]]>";
  auto const close = in_.find(end, at_ + begin.size());
  if (close == npos && !data) {
    fault("comment without end");
    return remove(in_.size() - at_);
  }
  if (data && open_.empty()) fault("text outside the root element");
  auto const until = close == npos ? in_.size() : close;
  for (; at_ < until; ++at_) {
    if (!is_control(in_[at_])) continue;
    fault("control character");
    edit(at_, 1, {});
  }
  if (close == npos) {
    fault("section without end");
    edit(at_, 0, end);
  } else {
    at_ = close + end.size();
  }
}

void RepairPass::instruction() {
  auto const close = no_more_instructions_ ? npos : in_.find("?>", at_);
  no_more_instructions_ = close == npos;
  bool const declares = in_.substr(at_).starts_with("<?xml") && at_ + 5 < in_.size() && is_white(in_[at_ + 5]);
  auto const end = close == npos ? in_.find('>', at_) : close + 1;
  auto const length = end == npos ? in_.size() - at_ : end + 1 - at_;
  if (close == npos || (declares && at_ != 0)) fault("misplaced or broken instruction");
  if (close == npos || at_ != 0) return remove(length);
  at_ += length;
}

void RepairPass::doctype() {
  auto length = broken_doctype_ ? npos : read_doctype(in_.substr(at_), entities_);
  if (length == npos) {
    fault("broken document type declaration");
    broken_doctype_ = true;
    auto const end = in_.find('>', at_);
    length = end == npos ? in_.size() - at_ : end + 1 - at_;
  }
  remove(length);
}

}  // namespace rasid::feeds
