#include "daemon/feeds/json_repair.h"

#include "daemon/feeds/characters.h"

namespace rasid::feeds {
namespace {

constexpr std::size_t deepest = 512;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class Repair {
 public:
  explicit Repair(std::string_view in) : in_(in) { out_.reserve(in.size() + in.size() / 16 + 16); }

  RepairedJson run() {
    while (at_ < in_.size() && open_.size() <= deepest) step();
    bool const cut_in_item = open_.starts_with("{[{");
    if (!open_.empty()) close();
    return {.text = std::move(out_), .cut = cut_in_item};
  }

 private:
  void step() {
    char const c = in_[at_];
    if (c == '"') return string();
    ++at_;
    out_ += c;
    if (c == '{' || c == '[') {
      open_ += c;
      expects_name_ = c == '{';
      keep();
    } else if ((c == '}' || c == ']') && !open_.empty()) {
      open_.pop_back();
      keep();
    } else if (c == ',') {
      expects_name_ = !open_.empty() && open_.back() == '{';
      // What stood before the comma was a whole value: a number and a word show it in no other way.
      whole_ = out_.size() - 1;
    } else if (c == ':') {
      expects_name_ = false;
    }
  }

  /// Up to here everything is whole.
  void keep() { whole_ = out_.size(); }

  void string() {
    bool const is_name = expects_name_;
    out_ += in_[at_++];
    while (at_ < in_.size() && in_[at_] != '"') {
      if (in_[at_] == '\\')
        escape();
      else
        character();
    }
    bool const ended = at_ < in_.size();
    if (ended) ++at_;
    if (!ended && is_name) return;
    out_ += '"';
    if (!is_name) keep();
  }

  void character() {
    constexpr std::string_view digits = "0123456789abcdef";
    auto const byte = static_cast<unsigned char>(in_[at_++]);
    if (byte >= 0x20) {
      out_ += static_cast<char>(byte);
      return;
    }
    out_ += "\\u00";
    out_ += digits[byte >> 4U];
    out_ += digits[byte & 15U];
  }

  void escape() {
    auto const rest = in_.substr(at_);
    bool const numbered =
        rest.size() >= 6 && rest[1] == 'u' && is_hex(rest[2]) && is_hex(rest[3]) && is_hex(rest[4]) && is_hex(rest[5]);
    bool const plain = rest.size() >= 2 && std::string_view("\"\\/bfnrt").find(rest[1]) != std::string_view::npos;
    if (!numbered && !plain) {  // \' and the like mean the character; at the end they mean nothing
      ++at_;
      return;
    }
    out_ += rest.substr(0, numbered ? 6 : 2);
    at_ += numbered ? 6 : 2;
  }

  void close() {
    out_.resize(whole_);
    for (; !open_.empty(); open_.pop_back()) out_ += open_.back() == '{' ? '}' : ']';
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
  std::string open_;
  std::size_t whole_ = 0;
  bool expects_name_ = false;
};

/// Where the string that begins at `at` ends: the closing quote, or the text's end.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at;
}

}  // namespace

bool has_more_values(std::string_view json, std::size_t limit) {
  if (json.size() <= limit) return false;
  constexpr Characters stops("\",[{");
  std::size_t count = 0;
  for (auto at = stops.find(json); at < json.size(); at = stops.find(json, at + 1)) {
    if (json[at] == '"')
      at = end_of_string(json, at);
    else if (++count > limit)
      return true;
  }
  return false;
}

RepairedJson repair_json(std::string_view text) {
  return Repair(text).run();
}

}  // namespace rasid::feeds
