#include "rules/watch_file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/parser.h"
#include "rules/resolve.h"

namespace rasid::rules {
namespace {

constexpr std::array<std::string_view, 4> severities = {"low", "medium", "high", "critical"};
constexpr std::size_t longest_id = 100;

std::optional<Severity> read_severity(yaml::MapReader& reader) {
  auto const text = reader.choice("severity", {severities.begin(), severities.end()});
  if (!text) return std::nullopt;
  auto const at = std::ranges::find(severities, *text);
  return at == severities.end() ? std::nullopt : std::optional(static_cast<Severity>(at - severities.begin()));
}

/// The scalars of a list, or the scalar alone.
std::vector<yaml::Value const*> scalars(yaml::Value const* value) {
  std::vector<yaml::Value const*> out;
  if (value == nullptr) return out;
  if (value->kind == yaml::Value::Kind::scalar) out.push_back(value);
  for (yaml::Value const& item : value->items) {
    if (item.kind == yaml::Value::Kind::scalar) out.push_back(&item);
  }
  return out;
}

bool is_id(std::string_view id) {
  auto const plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !id.empty() && id.size() <= longest_id && plain(id.front()) &&
         std::ranges::all_of(id, [&](char c) { return plain(c) || c == '-'; });
}

/// What a watch has where it does not say.
struct Defaults {
  Severity severity = Severity::medium;
  std::vector<SinkId> sinks;
  std::vector<std::string> tags;
};

class WatchFileReader {
 public:
  WatchFileReader(yaml::File const& file, Vocabulary const& vocabulary, Terms& terms, Diagnostics& problems)
      : file_(file), vocabulary_(vocabulary), terms_(terms), problems_(problems) {}

  WatchFile run() {
    if (file_.root.kind != yaml::Value::Kind::map) {
      problems_.push_back(
          file_.error(file_.root, "a rule file is a map with version and watches", "begin with \"version: 1\""));
      return {};
    }
    yaml::MapReader reader(file_, file_.root, "rule file", problems_);
    if (reader.required_child("version") != nullptr) reader.integer("version", 1, 1);
    if (yaml::Value const* defaults = reader.child("defaults")) read_defaults(*defaults);
    WatchFile out;
    if (reader.required_child("watches") != nullptr) {
      for (yaml::Value const* item : reader.items("watches")) add_watch(*item, out);
    }
    reader.finish();
    return out;
  }

 private:
  bool is_map(yaml::Value const& value, std::string_view what) {
    if (value.kind == yaml::Value::Kind::map) return true;
    problems_.push_back(file_.error(value, fmt::format("{} is a map", what)));
    return false;
  }

  void read_defaults(yaml::Value const& value) {
    if (!is_map(value, "defaults")) return;
    yaml::MapReader reader(file_, value, "defaults", problems_);
    if (auto const severity = read_severity(reader)) defaults_.severity = *severity;
    defaults_.sinks = read_sinks(reader);
    defaults_.tags = reader.texts("tags");
    reader.finish();
  }

  std::vector<SinkId> read_sinks(yaml::MapReader& reader) {
    reader.texts("sinks");  // reports what is not a list of texts
    std::vector<SinkId> out;
    for (yaml::Value const* item : scalars(reader.child("sinks"))) {
      SinkId const sink{item->text};
      if (vocabulary_.sinks.contains(item->text)) {
        if (std::ranges::find(out, sink) == out.end()) out.push_back(sink);
        continue;
      }
      std::vector<std::string> const known(vocabulary_.sinks.begin(), vocabulary_.sinks.end());
      auto const near = nearest(item->text, known, 1);
      problems_.push_back(file_.error_inside(
          *item, 0, item->text.size(), fmt::format("unknown sink \"{}\"", item->text),
          near.empty() ? "write the id of a configured sink" : fmt::format("did you mean \"{}\"?", near.front())));
    }
    return out;
  }

  void add_watch(yaml::Value const& item, WatchFile& out) {
    if (!is_map(item, "a watch")) return;
    std::size_t const before = problems_.size();
    yaml::Value const* id_at = item.find("id");
    std::string const name = id_at != nullptr ? fmt::format("watch \"{}\"", id_at->text) : "watch";
    yaml::MapReader reader(file_, item, name, problems_);
    Watch watch;
    watch.file = file_.name;
    watch.line = item.line;
    watch.id = read_id(reader, id_at);
    watch.title = reader.text("title").value_or(watch.id.value);
    watch.severity = read_severity(reader).value_or(defaults_.severity);
    bool const own_sinks = reader.has("sinks");
    watch.sinks = own_sinks ? read_sinks(reader) : defaults_.sinks;
    watch.tags = reader.has("tags") ? reader.texts("tags") : defaults_.tags;
    read_condition(reader, watch);
    reader.finish();
    auto const added = std::span(problems_).subspan(before);
    if (std::ranges::any_of(added, [](Diagnostic const& d) { return d.severity == Diagnostic::Severity::error; }))
      return;
    warn_of_no_sinks(item, watch);
    out.watches.push_back(std::move(watch));
    out.ids.push_back(id_at);
  }

  WatchId read_id(yaml::MapReader& reader, yaml::Value const* at) {
    WatchId id{reader.required_text("id")};
    if (at != nullptr && at->kind == yaml::Value::Kind::scalar && !is_id(id.value)) {
      problems_.push_back(file_.error(*at, fmt::format("\"{}\" cannot be the id of a watch", id.value),
                                      "an id has small letters a-z, digits and \"-\", as in qaani-baghdad"));
    }
    return id;
  }

  void warn_of_no_sinks(yaml::Value const& item, Watch const& watch) {
    if (!watch.sinks.empty()) return;
    Diagnostic warning =
        file_.error(item, fmt::format("watch \"{}\" has no sinks: its alerts go nowhere", watch.id.value),
                    "add sinks: to the watch, or to defaults:");
    warning.severity = Diagnostic::Severity::warning;
    problems_.push_back(std::move(warning));
  }

  void read_condition(yaml::MapReader& reader, Watch& watch) {
    yaml::Value const* const at = reader.required_child("when");
    if (at == nullptr) return;
    auto const text = reader.text("when");
    if (!text) return;
    auto condition = parse_condition(*text);
    if (!condition) return report(*at, condition.error(), Diagnostic::Severity::error);
    report(*at, condition->warnings, Diagnostic::Severity::warning);
    std::vector<Problem> errors;
    auto expression = resolve(*condition, vocabulary_, terms_, errors);
    report(*at, errors, Diagnostic::Severity::error);
    if (!expression) return;
    watch.expression = *std::move(expression);
    watch.when = *std::move(condition);
  }

  void report(yaml::Value const& when, std::vector<Problem> const& all, Diagnostic::Severity severity) {
    for (Problem const& each : all) {
      problems_.push_back(file_.error_inside(when, each.span.offset, each.span.length, each.message, each.remedy));
      problems_.back().severity = severity;
    }
  }

  yaml::File const& file_;
  Vocabulary const& vocabulary_;
  Terms& terms_;
  Diagnostics& problems_;
  Defaults defaults_;
};

}  // namespace

WatchFile read_watch_file(yaml::File const& file, Vocabulary const& vocabulary, Terms& terms, Diagnostics& problems) {
  return WatchFileReader(file, vocabulary, terms, problems).run();
}

}  // namespace rasid::rules
