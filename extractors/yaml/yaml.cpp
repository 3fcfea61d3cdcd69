#include "extractors/yaml/yaml.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "extractors/model/utf8.h"

namespace rasid::yaml {
namespace {

constexpr std::size_t most_bytes = 8U << 20U;
constexpr std::size_t most_depth = 64;
constexpr std::size_t most_nodes = 1'000'000;

/// Thrown inside the event handler to stop yaml-cpp's parser at once, and caught in parse().
struct Refused {
  YAML::Mark mark;
  std::string message;
  std::string remedy;
};

/// Builds our tree from the parser's events, so that limits hold while a file is read, not after.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Value& root) : root_(root) {}

  void OnDocumentStart(YAML::Mark const& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override { add(mark, anchor, {}); }

  void OnAlias(YAML::Mark const& mark, YAML::anchor_t /*anchor*/) override {
    throw Refused{mark, "aliases (*name) are not supported here", "write the value out"};
  }

  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                std::string const& text) override {
    Value value;
    // Only a plain scalar (tag "?") can mean null; "null" in quotes is a word.
    bool const null = tag == "?" && (text.empty() || text == "~" || text == "null");
    value.kind = null ? Value::Kind::null : Value::Kind::scalar;
    value.text = text;
    add(mark, anchor, std::move(value));
  }

  void OnSequenceStart(YAML::Mark const& mark, std::string const& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, anchor, Value::Kind::list);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(YAML::Mark const& mark, std::string const& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, anchor, Value::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    Value value;
    std::optional<Value> key;  // of a map, waiting for its value
  };

  void open(YAML::Mark const& mark, YAML::anchor_t anchor, Value::Kind kind) {
    if (levels_.size() >= most_depth)
      throw Refused{mark, fmt::format("nested more than {} levels deep", most_depth), {}};
    Value value;
    value.kind = kind;
    place(mark, anchor, value);
    levels_.push_back({std::move(value), std::nullopt});
  }

  void close() {
    Value value = std::move(levels_.back().value);
    levels_.pop_back();
    attach(std::move(value));
  }

  void add(YAML::Mark const& mark, YAML::anchor_t anchor, Value value) {
    place(mark, anchor, value);
    attach(std::move(value));
  }

  void place(YAML::Mark const& mark, YAML::anchor_t anchor, Value& value) {
    if (anchor != 0) throw Refused{mark, "anchors (&name) are not supported here", "write the value out"};
    if (++nodes_ > most_nodes)
      throw Refused{mark, fmt::format("more than {} values in one file", most_nodes), "split the file"};
    value.line = static_cast<unsigned>(mark.line + 1);
    value.column = static_cast<unsigned>(mark.column + 1);
  }

  void attach(Value value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return;
    }
    Level& level = levels_.back();
    if (level.value.kind == Value::Kind::list) {
      level.value.items.push_back(std::move(value));
    } else if (!level.key) {
      check_key(level.value, value);
      level.key = std::move(value);
    } else {
      level.value.entries.push_back({std::move(*level.key), std::move(value)});
      level.key.reset();
    }
  }

  static void check_key(Value const& map, Value const& key) {
    YAML::Mark mark;
    mark.line = static_cast<int>(key.line) - 1;
    mark.column = static_cast<int>(key.column) - 1;
    if (key.kind != Value::Kind::scalar) throw Refused{mark, "a key must be a word", {}};
    if (Value const* earlier = map.find(key.text)) {
      throw Refused{
          mark,
          fmt::format("\"{}\" stands twice in one map (first with the value on line {})", key.text, earlier->line),
          "remove one of them"};
    }
  }

  Value& root_;
  std::vector<Level> levels_;
  std::size_t nodes_ = 0;
};

std::vector<std::string> split_lines(std::string_view content) {
  std::vector<std::string> lines;
  while (!content.empty()) {
    std::size_t const end = content.find('\n');
    std::string_view line = content.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    if (end == std::string_view::npos) break;
    content.remove_prefix(end + 1);
  }
  return lines;
}

Diagnostic at_mark(File const& file, YAML::Mark const& mark, std::string message, std::string remedy) {
  Value place;
  place.line = static_cast<unsigned>(std::max(mark.line, 0) + 1);
  place.column = static_cast<unsigned>(std::max(mark.column, 0) + 1);
  return file.error(place, std::move(message), std::move(remedy));
}

/// Byte offset of a column (from 1, in code points) in a line.
std::size_t byte_of_column(std::string_view line, unsigned column) {
  std::size_t at = 0;
  for (unsigned i = 1; i < column && at < line.size(); ++i) at += decode(line, at).bytes;
  return at;
}

struct SourcePlace {
  std::size_t line;  // index into lines
  std::size_t byte;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

/// Finds where byte `offset` of a scalar's text stands in the file. The text is followed through the source: what YAML
/// adds (quotes, indentation, block marks, escapes) is skipped, and folded line breaks match any white space.
SourcePlace locate(std::vector<std::string> const& lines, Value const& scalar, std::size_t offset) {
  std::size_t line = scalar.line - 1;
  if (line >= lines.size()) return {line, 0};
  std::size_t byte = byte_of_column(lines[line], scalar.column);
  std::string_view const text = scalar.text;
  // The header of a block scalar ("|", ">-") is no part of the text.
  if (byte < lines[line].size() && (lines[line][byte] == '|' || lines[line][byte] == '>')) ++line, byte = 0;
  for (std::size_t at = 0; line < lines.size();) {
    while (at < text.size() && is_blank(text[at]) && at < offset) ++at;
    if (byte >= lines[line].size()) {
      if (line + 1 >= lines.size()) break;
      ++line, byte = 0;
      continue;
    }
    char const c = lines[line][byte];
    if (at < text.size() && c == text[at]) {
      if (at >= offset) return {line, byte};
      ++at;
    } else if (at >= text.size() && at >= offset) {
      return {line, byte};
    }
    ++byte;
  }
  std::size_t const last = lines.empty() ? 0 : lines.size() - 1;
  return {std::min(line, last), lines.empty() ? 0 : lines[std::min(line, last)].size()};
}

}  // namespace

Value const* Value::find(std::string_view key) const {
  for (Entry const& entry : entries) {
    if (entry.key.text == key) return &entry.value;
  }
  return nullptr;
}

Diagnostic File::error(Value const& at, std::string message, std::string remedy) const {
  Diagnostic d;
  d.file = name;
  d.line = at.line;
  d.column = at.column;
  d.message = std::move(message);
  d.remedy = std::move(remedy);
  if (at.line > 0 && at.line <= lines.size()) d.source_line = lines[at.line - 1];
  if (at.kind == Value::Kind::scalar && at.text.find('\n') == std::string::npos) {
    d.length = std::max<unsigned>(1, static_cast<unsigned>(code_points(at.text)));
  }
  return d;
}

Diagnostic File::error_inside(Value const& scalar, std::size_t offset, std::size_t length, std::string message,
                              std::string remedy) const {
  Diagnostic d = error(scalar, std::move(message), std::move(remedy));
  if (scalar.line == 0 || scalar.line > lines.size()) return d;
  SourcePlace const place = locate(lines, scalar, std::min(offset, scalar.text.size()));
  std::string const& line = lines[place.line];
  d.line = static_cast<unsigned>(place.line + 1);
  d.column = static_cast<unsigned>(code_points(line, place.byte) + 1);
  std::string_view const rest = std::string_view(line).substr(place.byte);
  d.length = std::max<unsigned>(1, static_cast<unsigned>(code_points(rest, std::min(length, rest.size()))));
  d.source_line = line;
  return d;
}

std::expected<File, Diagnostic> parse(std::string name, std::string_view content) {
  File file{std::move(name), {}, {}};
  if (content.size() > most_bytes) {
    return std::unexpected(Diagnostic{.file = file.name,
                                      .message = fmt::format("larger than {} MiB", most_bytes >> 20U),
                                      .remedy = "split the file"});
  }
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  std::string const text = make_valid_utf8(std::string(content));
  file.lines = split_lines(text);
  file.root.line = file.root.column = 1;
  try {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    TreeBuilder builder(file.root);
    parser.HandleNextDocument(builder);
    Value second;
    TreeBuilder rest(second);
    if (parser.HandleNextDocument(rest)) {
      return std::unexpected(
          file.error(second, "a second document (---) in one file", "put it into a file of its own"));
    }
  } catch (Refused const& refused) {
    return std::unexpected(at_mark(file, refused.mark, refused.message, refused.remedy));
  } catch (YAML::Exception const& e) {
    return std::unexpected(at_mark(file, e.mark, "not valid YAML: " + e.msg, {}));
  }
  return file;
}

std::expected<File, Diagnostic> load(std::filesystem::path const& path, std::string name) {
  std::ifstream stream(path, std::ios::binary);
  std::string content;
  if (stream) {
    content.resize(most_bytes + 1);
    stream.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.eof() && content.empty()) {
    std::error_code const code(errno, std::generic_category());
    return std::unexpected(Diagnostic{.file = std::move(name), .message = "cannot be read: " + code.message()});
  }
  return parse(std::move(name), content);
}

}  // namespace rasid::yaml
