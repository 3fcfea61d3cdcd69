#include "daemon/cli/import.h"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/log/log.h"
#include "extractors/entities/listed.h"
#include "extractors/import/alternate_names.h"
#include "extractors/import/lines.h"
#include "extractors/import/write_watchlist.h"

namespace rasid::cli {
namespace {

using imports::Imported;
using imports::Lines;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_shown = 10;  // bad lines

/// How far it is, twice a second on a terminal: what was read, how fast, and how long it will take.
class Progress {
 public:
  explicit Progress(Lines const& lines) : lines_(lines), shown_(isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (drawn_) fmt::print(stderr, "\r\x1b[K");
  }
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void show(std::uint64_t kept) {
    if (!shown_ || lines_.number() % 1024 != 0) return;
    auto const now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    drawn_ = true;
    double const seconds = std::chrono::duration<double>(now - started_).count();
    double const read = static_cast<double>(lines_.bytes_read());
    double const rate = read / std::max(seconds, 0.001);
    std::string rest;
    if (lines_.bytes() != 0 && rate > 0) {
      double const left = (static_cast<double>(lines_.bytes()) - read) / rate;
      rest = fmt::format(", {:.0f} %, {:.0f} s left", 100 * read / static_cast<double>(lines_.bytes()),
                         std::max(left, 0.0));
    }
    fmt::print(stderr, "\r\x1b[K{} lines, {} kept, {:.1f} MB/s{}", lines_.number(), kept, rate / 1e6, rest);
  }

 private:
  Lines const& lines_;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point last_{};
};

/// Counts what could not be read, and names the first of them.
class BadLines {
 public:
  explicit BadLines(std::string file) : file_(std::move(file)) {}

  void add(std::uint64_t line, std::string_view problem) {
    if (problem.empty()) return;
    if (count_++ < most_shown) shown_.push_back(fmt::format("{}:{}: {}", file_, line, log::visible(problem)));
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  void print() const {
    for (std::string const& each : shown_) fmt::print(stderr, "{}\n", each);
    if (count_ > shown_.size()) fmt::print(stderr, "… and {} more lines like these\n", count_ - shown_.size());
  }

 private:
  std::string file_;
  std::uint64_t count_ = 0;
  std::vector<std::string> shown_;
};

/// Reads every line of a file; false where it ended before its end.
template <class Take>
bool for_lines(Lines& lines, BadLines& bad, std::uint64_t const& kept, Take&& take) {
  Progress progress(lines);
  std::string line;
  while (true) {
    switch (lines.next(line)) {
      case Lines::Next::line:
        bad.add(lines.number(), take(std::string_view(line)));
        break;
      case Lines::Next::too_long:
        bad.add(lines.number(), fmt::format("a line longer than {} MiB", Lines::most_line_bytes >> 20U));
        break;
      case Lines::Next::end:
        return true;
      case Lines::Next::broken:
        bad.add(lines.number() + 1, "the compressed file is damaged or ends early here");
        return false;
    }
    progress.show(kept);
  }
}

std::optional<Lines> open_or_say_why_not(std::string const& file) {
  auto lines = Lines::open(file);
  if (lines) return std::move(*lines);
  fmt::print(stderr, "error: {}: {}\n", file, lines.error());
  return std::nullopt;
}

std::optional<imports::Form> form_of(std::string const& output) {
  if (output.empty() || output.ends_with(".tsv")) return imports::Form::table;
  if (output.ends_with(".yaml") || output.ends_with(".yml")) return imports::Form::yaml;
  fmt::print(stderr, "error: --output {} must end in .tsv or .yaml\n", output);
  return std::nullopt;
}

entities::Variants::Made made(std::string const& text) {
  if (text == "all") return entities::Variants::Made::all;
  return text == "none" ? entities::Variants::Made::none : entities::Variants::Made::spellings;
}

/// Writes beside the target and puts it in place at the end, so that a broken import never replaces a good list.
class Output {
 public:
  explicit Output(std::string const& path) : path_(path), beside_(path + ".part") {
    if (!path.empty()) file_.open(beside_, std::ios::binary | std::ios::trunc);
  }
  std::ostream& stream() { return path_.empty() ? std::cout : file_; }
  bool good() { return stream().good(); }
  bool keep() {
    stream().flush();
    bool const written = good();
    if (path_.empty()) return written;
    file_.close();
    std::error_code error;
    if (written) std::filesystem::rename(beside_, path_, error);
    if (!written || error) std::filesystem::remove(beside_, error);
    return written && !error;
  }

 private:
  std::string path_;
  std::string beside_;
  std::ofstream file_;
};

struct Counts {
  std::uint64_t read = 0;
  std::uint64_t kept = 0;
  std::uint64_t twice = 0;
};

}  // namespace

int import_list(ImportOptions const& options) {
  auto const form = form_of(options.output);
  if (!form) return wrong_input;
  for (std::string const& group : options.groups) {
    if (entities::is_key(group)) continue;
    fmt::print(stderr, "error: --group {}: {}\n", group, entities::key_rule);
    return wrong_input;
  }
  auto lines = open_or_say_why_not(options.file);
  if (!lines) return wrong_input;
  Output output(options.output);
  if (!output.good()) {
    fmt::print(stderr, "error: {} cannot be written\n", options.output);
    return failed;
  }
  imports::WatchlistWriter writer(output.stream(), *form, {options.groups, made(options.variants), options.source});
  Counts counts;
  std::vector<Imported> waiting;  // places that get further names
  auto const list = [&](Imported const& imported) { writer.write(imported.entity) ? ++counts.kept : ++counts.twice; };
  imports::Emit const emit = [&](Imported imported) {
    ++counts.read;
    if (!imports::wanted(options.filter, imported)) return;
    if (options.alternate_names.empty()) {
      list(imported);
    } else {
      waiting.push_back(std::move(imported));
    }
  };
  auto const importer = imports::make_importer(options.source);
  BadLines bad(options.file == "-" ? "standard input" : options.file);
  bool whole = for_lines(*lines, bad, counts.kept, [&](std::string_view line) { return importer->line(line, emit); });
  bad.add(lines->number(), importer->finish(emit));
  std::uint64_t bad_names = 0;
  if (!options.alternate_names.empty()) {
    auto names = open_or_say_why_not(options.alternate_names);
    if (!names) return wrong_input;
    imports::AlternateNames add(waiting, options.filter.languages);
    BadLines bad_of_names(options.alternate_names);
    whole =
        for_lines(*names, bad_of_names, counts.kept, [&](std::string_view line) { return add.line(line); }) && whole;
    for (Imported const& each : waiting) list(each);
    bad_of_names.print();
    bad_names = bad_of_names.count();
  }
  writer.finish();
  if (!output.keep()) {
    fmt::print(stderr, "error: {} could not be written whole\n", options.output);
    return failed;
  }
  bad.print();
  fmt::print(stderr, "{} entities read, {} written{}, {} bad lines\n", counts.read, counts.kept,
             counts.twice == 0 ? "" : fmt::format(", {} left out as known already or of the other kind", counts.twice),
             bad.count() + bad_names);
  if (!whole) return failed;
  return options.strict && bad.count() + bad_names != 0 ? failed : done;
}

}  // namespace rasid::cli
