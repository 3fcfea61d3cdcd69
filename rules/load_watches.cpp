#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "rules/watch_file.h"
#include "rules/watch_set.h"

namespace rasid::rules {
namespace {

namespace fs = std::filesystem;

bool is_rule_file(fs::path const& path) {
  std::string const extension = path.extension().string();
  return (extension == ".yaml" || extension == ".yml") && !path.filename().string().starts_with('.');
}

/// Rule files of a folder by name; nothing where it cannot be read.
std::expected<std::vector<fs::path>, std::error_code> rule_files(fs::path const& folder) {
  std::error_code error;
  std::vector<fs::path> out;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code unreadable;  // a link that leads nowhere is no file; opening it would fail anyway
    if (is_rule_file(at->path()) && !at->is_directory(unreadable)) out.push_back(at->path());
  }
  if (error) return std::unexpected(error);
  std::ranges::sort(out);
  return out;
}

class Loader {
 public:
  explicit Loader(Vocabulary const& vocabulary) : vocabulary_(vocabulary) {}

  void add(fs::path const& path, std::string name) {
    auto const file = yaml::load(path, std::move(name));
    if (!file) {
      diagnostics_.push_back(file.error());
      return;
    }
    Diagnostics problems;
    WatchFile read = read_watch_file(*file, vocabulary_, terms_, problems);
    report_repeats(*file, read, problems);
    if (!has_errors(problems)) std::ranges::move(read.watches, std::back_inserter(watches_));
    std::ranges::move(problems, std::back_inserter(diagnostics_));
  }

  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  LoadResult finish() && {
    return {WatchSet(std::move(watches_), std::move(terms_), vocabulary_.catalogue), std::move(diagnostics_)};
  }

 private:
  void report_repeats(yaml::File const& file, WatchFile const& read, Diagnostics& problems) {
    for (std::size_t i = 0; i < read.watches.size(); ++i) {
      Watch const& watch = read.watches[i];
      std::string const place = fmt::format("{}:{}", file.name, read.ids[i]->line);
      auto const [first, fresh] = places_.try_emplace(watch.id.value, place);
      if (fresh) continue;
      problems.push_back(file.error(*read.ids[i], fmt::format("the id \"{}\" is used twice", watch.id.value),
                                    fmt::format("it is first used at {}", first->second)));
    }
  }

  Vocabulary const& vocabulary_;
  Terms terms_;
  std::vector<Watch> watches_;
  Diagnostics diagnostics_;
  std::map<std::string, std::string> places_;  // id → file and line
};

}  // namespace

LoadResult load_watches(fs::path const& rules_folder, Vocabulary const& vocabulary) {
  Loader loader(vocabulary);
  auto const files = rule_files(rules_folder);
  if (!files) {
    bool const missing = files.error() == std::errc::no_such_file_or_directory;
    if (missing) {  // as empty as an empty one: a new configuration has no watches yet
      loader.report({.severity = Diagnostic::Severity::warning,
                     .file = rules_folder.string(),
                     .message = "there is no folder of rules, and so no watches",
                     .remedy = "create it and write a first watch; docs/watches.md says how"});
      return std::move(loader).finish();
    }
    loader.report({.file = rules_folder.string(),
                   .message = fmt::format("the folder of rules cannot be read: {}", files.error().message()),
                   .remedy = "create it, or name another in the configuration"});
    return std::move(loader).finish();
  }
  for (fs::path const& path : *files) {
    loader.add(path, (rules_folder.filename() / path.filename()).string());
  }
  return std::move(loader).finish();
}

}  // namespace rasid::rules
