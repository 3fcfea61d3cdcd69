#include "rules/load_watches.h"

#include <algorithm>
#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include "rules/hash_index.h"
#include "rules/watch_file.h"

namespace rasid::rules {
namespace {

namespace fs = std::filesystem;

bool is_rule_file(fs::path const& path) {
  std::string const extension = path.extension().string();
  return (extension == ".yaml" || extension == ".yml") && !path.filename().string().starts_with('.');
}

/// The whole of a file, or somewhat more than yaml::parse() would read; nothing, with errno, where it cannot be read.
std::optional<std::string> read(fs::path const& path) {
  constexpr std::size_t enough = (8U << 20U) + 1;
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string content;
  char part[1U << 16U];
  while (content.size() < enough && (stream.read(part, sizeof part), stream.gcount() > 0)) {
    content.append(part, static_cast<std::size_t>(stream.gcount()));
  }
  return stream.bad() ? std::nullopt : std::optional(std::move(content));
}

std::vector<std::string> lines_of(std::string_view content) {
  std::vector<std::string> out;
  for (auto const line : std::views::split(content, '\n')) out.emplace_back(line.begin(), line.end());
  return out;
}

class Loader {
 public:
  Loader(Vocabulary const& vocabulary, WatchSet const& previous) : vocabulary_(vocabulary), previous_(previous) {
    if (previous.vocabulary() == nullptr || *previous.vocabulary() != vocabulary) return;
    for (auto const& file : previous.files()) known_.emplace(file->name, file);
  }

  void add(fs::path const& path, std::string name) {
    auto content = read(path);
    if (!content) {
      std::error_code const code(errno, std::generic_category());
      report({.file = std::move(name), .message = "cannot be read: " + code.message()});
      return;
    }
    read_.push_back({known_or_compiled(std::move(name), *content), path});
  }

  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  LoadResult finish() && {
    std::size_t watches = 0;
    for (auto const& [file, path] : read_) watches += file->watches.size();
    ids_ = HashIndex(watches);
    seen_.reserve(watches);
    for (auto const& [file, path] : read_) {
      auto repeats = repeated_ids(file, path);
      std::ranges::copy(file->diagnostics, std::back_inserter(diagnostics_));
      if (repeats.empty() && file->usable()) files_.push_back(file);
      std::ranges::move(repeats, std::back_inserter(diagnostics_));
    }
    return {WatchSet(std::move(files_), vocabulary_, previous_), std::move(diagnostics_), compiled_};
  }

 private:
  std::shared_ptr<CompiledFile const> known_or_compiled(std::string name, std::string_view content) {
    auto const known = known_.find(name);
    bool const same =
        known != known_.end() && known->second->bytes == content.size() && known->second->hash == hash_of(content);
    if (same) return known->second;
    ++compiled_;
    return compile_file(std::move(name), content, vocabulary_);
  }

  /// One error for each id that a file before this one, or the file itself, has used.
  Diagnostics repeated_ids(std::shared_ptr<CompiledFile const> const& file, fs::path const& path) {
    Diagnostics out;
    for (std::size_t i = 0; i < file->watches.size(); ++i) {
      auto const fresh = static_cast<std::uint32_t>(seen_.size());
      std::string_view const id = file->watches[i].id.value;
      std::uint32_t const first =
          ids_.find_or_add(file->id_hashes[i], fresh, [&](std::uint32_t other) { return seen_[other].id() == id; });
      if (first == fresh) {
        seen_.push_back({file.get(), static_cast<std::uint32_t>(i)});
      } else {
        out.push_back(repeat(*file, file->watches[i], read(path).value_or(""), seen_[first]));
      }
    }
    return out;
  }

  struct Seen {
    CompiledFile const* file;
    std::uint32_t watch;

    [[nodiscard]] std::string_view id() const { return file->watches[watch].id.value; }
  };

  static Diagnostic repeat(CompiledFile const& file, Watch const& watch, std::string_view content, Seen first) {
    yaml::File const shown{.name = file.name, .lines = lines_of(content)};
    yaml::Value const at{
        .kind = yaml::Value::Kind::scalar, .text = watch.id.value, .line = watch.id_line, .column = watch.id_column};
    return shown.error(
        at, fmt::format("the id \"{}\" is used twice", watch.id.value),
        fmt::format("it is first used at {}:{}", first.file->name, first.file->watches[first.watch].id_line));
  }

  Vocabulary const& vocabulary_;
  WatchSet const& previous_;
  std::unordered_map<std::string, std::shared_ptr<CompiledFile const>> known_;  // of `previous`, by name
  std::vector<std::pair<std::shared_ptr<CompiledFile const>, fs::path>> read_;
  CompiledFiles files_;
  Diagnostics diagnostics_;
  HashIndex ids_;           // → seen_
  std::vector<Seen> seen_;  // watches by their ids, whatever became of their files
  std::size_t compiled_ = 0;
};

}  // namespace

std::shared_ptr<CompiledFile const> compile_file(std::string name, std::string_view content,
                                                 Vocabulary const& vocabulary) {
  auto out = std::make_shared<CompiledFile>();
  out->bytes = content.size();
  out->hash = hash_of(content);
  auto const file = yaml::parse(name, content);
  out->name = std::move(name);
  if (!file) {
    out->diagnostics.push_back(file.error());
    return out;
  }
  Terms terms;
  out->watches = read_watch_file(*file, vocabulary, terms, out->diagnostics).watches;
  out->watches.shrink_to_fit();
  out->terms = std::move(terms).take();
  out->terms.shrink_to_fit();
  out->note_hashes();
  return out;
}

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

LoadResult load_watches(fs::path const& rules_folder, Vocabulary const& vocabulary, WatchSet const& previous) {
  Loader loader(vocabulary, previous);
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
