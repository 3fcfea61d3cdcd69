#include "rules/watch_file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/parser.h"
#include "rules/read_around.h"
#include "rules/read_watch_test.h"
#include "rules/resolve.h"
#include "rules/watch_keys.h"

namespace rasid::rules {
namespace {

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
    WatchFile out;
    for_each_key(reader, file_keys(), [&](KeyInfo const& info, yaml::Value const& value) {
      if (info.key == Key::version) reader.integer(info.name, 1, 1);
      if (info.key == Key::defaults) read_defaults(value);
      if (info.key != Key::watches) return;
      for (yaml::Value const* item : reader.items(info.name)) add_watch(*item, out);
    });
    reader.finish();
    return out;
  }

 private:
  /// Calls `take` for each key of the table that is there, and reports those that must be.
  template <class Take>
  static void for_each_key(yaml::MapReader& reader, std::span<KeyInfo const> keys, Take take) {
    for (KeyInfo const& info : keys) {
      yaml::Value const* const value = info.required ? reader.required_child(info.name) : reader.child(info.name);
      if (value != nullptr) take(info, *value);
    }
  }

  bool is_map(yaml::Value const& value, std::string_view what) {
    if (value.kind == yaml::Value::Kind::map) return true;
    problems_.push_back(file_.error(value, fmt::format("{} is a map", what)));
    return false;
  }

  void read_defaults(yaml::Value const& value) {
    if (!is_map(value, "defaults")) return;
    yaml::MapReader reader(file_, value, "defaults", problems_);
    for_each_key(reader, default_keys(), [&](KeyInfo const& info, yaml::Value const&) {
      if (info.key == Key::severity) defaults_.severity = read_severity(reader).value_or(defaults_.severity);
      if (info.key == Key::sinks) defaults_.sinks = read_sinks(reader);
      if (info.key == Key::tags) defaults_.tags = reader.texts(info.name);
    });
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
    watch.severity = defaults_.severity;
    watch.sinks = defaults_.sinks;
    watch.tags = defaults_.tags;
    watch.line = item.line;
    std::vector<WatchTest> tests;
    std::vector<std::string> conditions;
    AroundReader around(file_, item, problems_);
    for_each_key(reader, watch_keys(), [&](KeyInfo const& info, yaml::Value const& value) {
      if (info.key == Key::sequence) read_sequence(reader, watch, conditions);
      if (info.key == Key::when) read_condition(reader, value, watch, conditions);
      if (!around.take(info, value, reader)) take(info, value, reader, watch, tests);
    });
    if (item.find("when") == nullptr && item.find("sequence") == nullptr) {
      problems_.push_back(
          file_.error(item, fmt::format("{} has no condition", name), "write when: and what it looks for"));
    }
    watch.around = around.finish(conditions, watch.severity);
    if (watch.title.empty()) watch.title = watch.id.value;
    reader.finish();
    auto const added = std::span(problems_).subspan(before);
    if (std::ranges::any_of(added, [](Diagnostic const& d) { return d.severity == Diagnostic::Severity::error; }))
      return;
    warn_of_no_sinks(item, watch);
    out.watches.push_back(std::move(watch));
    out.tests.push_back(std::move(tests));
  }

  void take(KeyInfo const& info, yaml::Value const& value, yaml::MapReader& reader, Watch& watch,
            std::vector<WatchTest>& tests) {
    switch (info.key) {
      case Key::id:
        watch.id = read_id(reader, value);
        watch.id_line = value.line;
        watch.id_column = value.column;
        break;
      case Key::title:
        watch.title = reader.text(info.name).value_or("");
        break;
      case Key::severity:
        watch.severity = read_severity(reader).value_or(watch.severity);
        break;
      case Key::sinks:
        watch.sinks = read_sinks(reader);
        break;
      case Key::tags:
        watch.tags = reader.texts(info.name);
        break;
      case Key::tests:
        for (yaml::Value const* item : reader.items(info.name)) {
          tests.push_back(read_watch_test(file_, *item, vocabulary_, problems_));
        }
        break;
      default:
        break;  // keys of other maps
    }
  }

  WatchId read_id(yaml::MapReader& reader, yaml::Value const& at) {
    WatchId id{reader.required_text("id")};
    if (at.kind == yaml::Value::Kind::scalar && !is_id(id.value)) {
      problems_.push_back(file_.error(at, fmt::format("\"{}\" cannot be the id of a watch", id.value),
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

  void read_condition(yaml::MapReader& reader, yaml::Value const& at, Watch& watch,
                      std::vector<std::string>& conditions) {
    auto condition = compile(reader, at, watch.steps);
    if (!condition) return;
    conditions.push_back(to_text(*condition));
    watch.when = std::move(condition->source);
    watch.when.shrink_to_fit();
  }

  /// The steps' conditions as the sides of one OR: an article is of interest where any of them holds.
  void read_sequence(yaml::MapReader& reader, Watch& watch, std::vector<std::string>& conditions) {
    watch.steps = {Step{.kind = Node::Kind::any}};
    for (yaml::Value const* item : reader.items("sequence")) {
      if (!is_map(*item, "a step of a sequence")) continue;
      yaml::MapReader below(file_, *item, "a step of a sequence", problems_);
      for_each_key(below, sequence_keys(), [&](KeyInfo const&, yaml::Value const& value) {
        std::vector<Step> steps;
        auto const condition = compile(below, value, steps);
        if (!condition) return;
        conditions.push_back(to_text(*condition));
        watch.when += fmt::format("{}({})", watch.when.empty() ? "" : " OR ", conditions.back());
        watch.steps.insert(watch.steps.end(), steps.begin(), steps.end());
      });
      below.finish();
    }
    watch.steps.front().number = static_cast<std::uint32_t>(watch.steps.size());
    watch.steps.shrink_to_fit();
  }

  /// The condition of a map's `when`, as the file has it and compiled to `steps`.
  std::optional<Condition> compile(yaml::MapReader& reader, yaml::Value const& at, std::vector<Step>& steps) {
    auto const text = reader.text("when");
    if (!text) return std::nullopt;
    auto condition = parse_condition(*text);
    if (!condition) {
      report(at, condition.error(), Diagnostic::Severity::error);
      return std::nullopt;
    }
    report(at, condition->warnings, Diagnostic::Severity::warning);
    std::vector<Problem> errors;
    auto compiled = resolve(*condition, vocabulary_, terms_, errors);
    report(at, errors, Diagnostic::Severity::error);
    if (!compiled) return std::nullopt;
    steps = *std::move(compiled);
    return *std::move(condition);
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
