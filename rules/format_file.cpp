#include "rules/format_file.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "extractors/model/utf8.h"
#include "extractors/yaml/yaml.h"
#include "rules/condition.h"
#include "rules/lexer.h"
#include "rules/parser.h"

namespace rasid::rules {
namespace {

constexpr std::size_t widest = 120;  // code points of a line

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

std::size_t byte_of_column(std::string_view line, unsigned column) {
  std::size_t at = 0;
  for (unsigned i = 1; i < column && at < line.size(); ++i) at += decode(line, at).bytes;
  return at;
}

/// Whether the text may stand behind "when: " without quotes.
bool is_plain(std::string_view text) {
  if (std::string_view("\"'*=&!|>%@`#-?:,[]{}").find(text.front()) != std::string_view::npos) return false;
  return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos && text.back() != ':';
}

/// The text broken between its pieces into lines of at most `width` code points, as far as that goes.
std::vector<std::string> broken(std::string const& text, std::size_t width) {
  std::vector<Problem> ignored;
  std::vector<std::string> out(1);
  std::size_t from = 0;
  auto const add = [&](std::string_view piece) {
    std::string& line = out.back();
    bool const fits = line.empty() || code_points(line) + 1 + code_points(piece) <= width;
    if (!fits) out.emplace_back();
    out.back() += (out.back().empty() ? "" : " ") + std::string(piece);
  };
  for (Token const& token : lex(text, ignored)) {
    // A space stands between two pieces only; those inside quotes and regexes are within one.
    if (token.span.offset > from && token.span.offset > 0 && text[token.span.offset - 1] == ' ') {
      add(std::string_view(text).substr(from, token.span.offset - 1 - from));
      from = token.span.offset;
    }
  }
  add(std::string_view(text).substr(from));
  return out;
}

class Formatter {
 public:
  Formatter(yaml::File const& file, std::string_view content) : file_(file) {
    for (std::size_t at = 0; at < content.size();) {
      std::size_t const end = std::min(content.find('\n', at), content.size());
      std::string_view line = content.substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      lines_.emplace_back(line);
      at = end + 1;
    }
  }

  std::expected<std::string, Diagnostics> run() {
    yaml::Value const* watches = file_.root.find("watches");
    if (watches != nullptr) {
      // From the last to the first, so that line numbers before stay true.
      for (auto at = watches->items.rbegin(); at != watches->items.rend(); ++at) {
        if (yaml::Value const* sequence = at->find("sequence")) rewrite_steps(*sequence);
        if (yaml::Value const* when = at->find("when")) rewrite(*when);
      }
    }
    if (!problems_.empty()) {
      std::ranges::reverse(problems_);
      return std::unexpected(std::move(problems_));
    }
    return finished();
  }

 private:
  /// A scalar's place in the lines.
  struct Place {
    std::size_t first = 0;  // line, from 0
    std::size_t begin = 0;  // byte in it
    std::size_t past = 0;   // the line after the last
    std::string after;      // what follows it on its line: a comment
  };

  void rewrite_steps(yaml::Value const& sequence) {
    for (auto at = sequence.items.rbegin(); at != sequence.items.rend(); ++at) {
      if (yaml::Value const* when = at->find("when")) rewrite(*when);
    }
  }

  void rewrite(yaml::Value const& when) {
    if (when.kind != yaml::Value::Kind::scalar) return;
    auto const condition = parse_condition(when.text);
    if (!condition) {
      for (Problem const& each : condition.error()) {
        problems_.push_back(file_.error_inside(when, each.span.offset, each.span.length, each.message, each.remedy));
      }
      return;
    }
    std::string const text = to_text(*condition);
    if (auto const place = place_of(when)) replace(*place, text);
  }

  /// Nothing where the value does not stand alone behind its key, as in {id: x, when: y}: it is left as it is then.
  std::optional<Place> place_of(yaml::Value const& value) const {
    Place place{.first = value.line - 1};
    if (place.first >= lines_.size()) return std::nullopt;
    std::string const& line = lines_[place.first];
    place.begin = byte_of_column(line, value.column);
    std::size_t const key = line.rfind("when:", place.begin);
    if (key == std::string::npos || line.find_first_not_of(' ', key + 5) != place.begin) return std::nullopt;
    std::string_view const before = std::string_view(line).substr(0, key);
    if (before.find_first_not_of(" -") != std::string_view::npos) return std::nullopt;
    place.past = place.first + 1;
    std::string_view const rest = std::string_view(line).substr(place.begin);
    if (rest.starts_with('>') || rest.starts_with('|')) {
      take_block(place, key);
      place.after = comment_in(rest);
      return place;
    }
    if (rest.starts_with(value.text)) {
      std::string_view const after = rest.substr(value.text.size());
      if (!is_blank(after) && !after.starts_with(" ")) return std::nullopt;
      place.after = comment_in(after);
      return is_blank(after) || !place.after.empty() ? std::optional(place) : std::nullopt;
    }
    return quoted(place, rest);
  }

  /// Past the lines that are indented further than the key.
  void take_block(Place& place, std::size_t key) const {
    std::size_t last = place.past;
    for (; place.past < lines_.size(); ++place.past) {
      if (is_blank(lines_[place.past])) continue;
      if (indent_of(lines_[place.past]) <= key) break;
      last = place.past + 1;
    }
    place.past = last;
  }

  /// A scalar in quotes that ends on its line.
  static std::optional<Place> quoted(Place place, std::string_view rest) {
    if (!rest.starts_with('"') && !rest.starts_with('\'')) return std::nullopt;
    char const quote = rest.front();
    std::size_t at = 1;
    while (at < rest.size()) {
      if (quote == '"' && rest[at] == '\\') {
        at += 2;
      } else if (rest[at] == quote && quote == '\'' && rest.substr(at + 1, 1) == "'") {
        at += 2;
      } else if (rest[at] == quote) {
        break;
      } else {
        ++at;
      }
    }
    if (at >= rest.size()) return std::nullopt;
    std::string_view const after = rest.substr(at + 1);
    place.after = comment_in(after);
    return is_blank(after) || !place.after.empty() ? std::optional(place) : std::nullopt;
  }

  /// "  # why" of what stands behind a value, or nothing.
  static std::string comment_in(std::string_view after) {
    std::size_t const at = after.find('#');
    if (at == std::string_view::npos || at == 0 || after[at - 1] != ' ') return {};
    return "  " + std::string(after.substr(at));
  }

  void replace(Place const& place, std::string const& text) {
    std::string const head = lines_[place.first].substr(0, place.begin);
    std::size_t const key = head.find("when:");
    std::vector<std::string> fresh;
    bool const one_line = is_plain(text) && code_points(head) + code_points(text) + code_points(place.after) <= widest;
    if (one_line) {
      fresh.push_back(head + text + place.after);
    } else {
      std::string const indent(key + 2, ' ');
      fresh.push_back(head + ">-" + place.after);
      for (std::string& line : broken(text, widest - indent.size())) fresh.push_back(indent + line);
    }
    auto const at = lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(place.first),
                                 lines_.begin() + static_cast<std::ptrdiff_t>(place.past));
    lines_.insert(at, fresh.begin(), fresh.end());
  }

  std::string finished() const {
    std::string out;
    bool blank = true;  // none at the beginning
    for (std::string const& line : lines_) {
      std::string_view const kept = std::string_view(line).substr(0, line.find_last_not_of(" \t") + 1);
      if (kept.empty() && blank) continue;
      blank = kept.empty();
      out.append(kept).append("\n");
    }
    while (out.ends_with("\n\n")) out.pop_back();
    return out;
  }

  yaml::File const& file_;
  std::vector<std::string> lines_;
  Diagnostics problems_;
};

bool same_tree(yaml::Value const& a, yaml::Value const& b) {
  if (a.kind != b.kind || a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same_tree(a.items[i], b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    if (a.entries[i].key.text != b.entries[i].key.text) return false;
    bool const condition = a.entries[i].key.text == "when" && a.entries[i].value.kind == yaml::Value::Kind::scalar;
    if (!condition && !same_tree(a.entries[i].value, b.entries[i].value)) return false;
    if (!condition) continue;
    auto const before = parse_condition(a.entries[i].value.text);
    auto const after = parse_condition(b.entries[i].value.text);
    if (before.has_value() != after.has_value() || (before && to_text(*before) != to_text(*after))) return false;
  }
  return a.text == b.text;
}

}  // namespace

std::expected<std::string, Diagnostics> format_file(std::string const& name, std::string_view content) {
  auto const file = yaml::parse(name, content);
  if (!file) return std::unexpected(Diagnostics{file.error()});
  auto out = Formatter(*file, content).run();
  if (!out) return out;
  // Only layout may change. Where it would not (an empty line inside a text, say), the file stays as it is.
  auto const again = yaml::parse(name, *out);
  if (!again || !same_tree(file->root, again->root)) return std::string(content);
  return out;
}

}  // namespace rasid::rules
