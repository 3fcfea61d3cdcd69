#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "extractors/model/time.h"

namespace rasid {
class Extractors;
}

/// The commands of `rasid`. Each returns the exit status: 0 done, 1 failed, 2 wrong input (files or arguments).
namespace rasid::cli {

inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int wrong_input = 2;

struct RunOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // in place of the configured one; may be empty
};
int run(RunOptions const& options);

struct CheckOptions {
  std::filesystem::path config;
  bool strict = false;  // warnings fail too
  bool json = false;
};
int check(CheckOptions const& options);

struct ConfigShowOptions {
  std::filesystem::path config;
  std::string key;  // one of the top alone; all of them where empty
  bool json = false;
};
/// rasid.yaml as it is in force, defaults included and without secrets.
int config_show(ConfigShowOptions const& options);

struct ExtractOptions {
  std::filesystem::path config;
  std::string file;  // "-" for standard input
  std::string date;  // on which roles are held; today where empty
  bool json = false;
  bool jsonl = false;  // many texts, one JSON object a line
};
int extract(ExtractOptions const& options);
/// Reads {"id", "lang", "text"} lines and writes them with "entities", in their order. 2 where a line is of no use.
int extract_jsonl(Extractors const& extractors, std::string const& file, std::optional<Timestamp> date);

struct ExplainOptions {
  std::filesystem::path config;
  std::string watch;
  std::filesystem::path store;  // in place of the configured one; may be empty
  std::string article;          // JSON file, "-" for standard input, or the id or URL of a stored one
  bool json = false;
};
int explain(ExplainOptions const& options);

/// Why somebody was, or was not, told of a stored article.
struct WhyOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // in place of the configured one; may be empty
  std::string article;          // id, URL or GUID
  std::string watch;            // all that have a record where empty
  bool json = false;
};
int why(WhyOptions const& options);

struct ArchiveStatusOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // in place of the configured one; may be empty
  bool json = false;
};
int archive_status(ArchiveStatusOptions const& options);

/// What a reload would change against the configuration that the daemon runs with; and the reload, where it is wanted.
struct PlanOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // by which the daemon is found; may be empty
  bool yes = false;             // reload without asking
  bool json = false;
};
int plan(PlanOptions const& options);

/// How much work each watch of the running daemon has made.
struct WatchesOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // by which the daemon is found; may be empty
  std::string by;               // "id", "file", "candidates", "evaluated", "matched"
  std::size_t limit = 0;        // 0: all
  bool json = false;
};
int watches(WatchesOptions const& options);

struct TestOptions {
  std::filesystem::path config;
  std::string watch;  // all where empty
  bool json = false;
};
/// The tests in rule files: 1 where one differs.
int test(TestOptions const& options);

struct FormatOptions {
  std::filesystem::path config;
  std::vector<std::string> files;  // all rule files of the configuration where empty
  bool check = false;              // change nothing; 1 where something would be changed
};
int format(FormatOptions const& options);

/// The JSON Schema of rule files.
int watches_schema();

/// Which stored articles a command looks at.
struct ArchiveOptions {
  std::string since;            // "7d", "2020-06-29"; all where empty
  std::filesystem::path store;  // in place of the configured one; may be empty
};

struct SearchOptions {
  std::filesystem::path config;
  ArchiveOptions archive;
  std::string expression;
  std::size_t limit = 20;
  bool json = false;
};
int search(SearchOptions const& options);

struct BacktestOptions {
  std::filesystem::path config;
  ArchiveOptions archive;
  std::string watches;  // a rule file, or the id of a watch
  std::size_t limit = 3;
  bool json = false;
};
int backtest(BacktestOptions const& options);

struct FeedParseOptions {
  std::string file;  // "-" for standard input
  std::string base;
  std::string content_type;
};
int feed_parse(FeedParseOptions const& options);

struct PageExtractOptions {
  std::string file;  // "-" for standard input
  std::string url;
  std::string content_type;
};
int page_extract(PageExtractOptions const& options);

/// Lists the articles that are handled no more since their handling ended the process, or releases them.
struct QuarantineOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // in place of the configured one; may be empty
  std::string release;          // id of an article, or "all"; empty: list
  bool json = false;
};
int quarantine(QuarantineOptions const& options);

struct DemoOptions {
  std::filesystem::path config;
  std::string over = "60s";  // the first round's articles are released over this time
  std::string stop_after;    // end by itself after this; empty: until Ctrl-C
  bool colour = true;
};
int demo(DemoOptions const& options);

}  // namespace rasid::cli
