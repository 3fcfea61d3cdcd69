#include "extractors/entities/load_catalogue.h"

#include <algorithm>
#include <fstream>

#include "extractors/entities/actor_table.h"
#include "extractors/entities/gazetteer.h"
#include "extractors/entities/read_demonyms.h"
#include "extractors/entities/table_lines.h"
#include "extractors/entities/watchlist.h"

namespace rasid::entities {
namespace {

namespace fs = std::filesystem;

/// The visible files of `folder` with one of the extensions, by name; none where there is no such folder.
std::vector<fs::path> files_of(fs::path const& folder, std::vector<std::string> const& extensions,
                               Diagnostics& problems) {
  std::vector<fs::path> out;
  std::error_code error;
  if (!fs::exists(folder, error)) return out;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    fs::path const& path = at->path();
    bool const hidden = path.filename().string().starts_with('.');
    if (!hidden && std::ranges::find(extensions, path.extension().string()) != extensions.end()) out.push_back(path);
  }
  if (error) problems.push_back({.file = folder.filename().string(), .message = "cannot be read: " + error.message()});
  std::ranges::sort(out);
  return out;
}

std::string shown(fs::path const& file) {
  return (file.parent_path().filename() / file.filename()).string();
}

void append(Loaded& all, Loaded more) {
  std::ranges::move(more.entities, std::back_inserter(all.entities));
  std::ranges::move(more.problems, std::back_inserter(all.problems));
}

void read_watchlists(fs::path const& folder, Loaded& all) {
  for (fs::path const& path : files_of(folder, {".yaml", ".yml"}, all.problems)) {
    if (auto const file = yaml::load(path, shown(path)); file) {
      append(all, read_watchlist(*file));
    } else {
      all.problems.push_back(file.error());
    }
  }
}

/// A table in watchlists/ holds actors or places; its first line says which.
bool holds_places(std::istream& in) {
  std::string line;
  bool too_long = false;
  while (next_bounded_line(in, line, 4096, too_long) && (line.empty() || line.front() == '#')) continue;
  in.clear();
  in.seekg(0);
  return line.starts_with("key\t");
}

void read_tables(fs::path const& folder, Loaded& all) {
  for (fs::path const& path : files_of(folder, {".tsv"}, all.problems)) {
    if (std::ifstream in(path, std::ios::binary); in) {
      append(all, holds_places(in) ? read_gazetteer(in, shown(path)) : read_actor_table(in, shown(path)));
    } else {
      all.problems.push_back({.file = shown(path), .message = "cannot be opened"});
    }
  }
}

void read_gazetteers(fs::path const& folder, Loaded& all, std::vector<Demonym>& demonyms) {
  for (fs::path const& path : files_of(folder, {".tsv"}, all.problems)) {
    if (std::ifstream in(path, std::ios::binary); in && path.filename() == "demonyms.tsv") {
      demonyms = read_demonyms(in, shown(path), all.problems);
    } else if (in) {
      append(all, read_gazetteer(in, shown(path)));
    } else {
      all.problems.push_back({.file = shown(path), .message = "cannot be opened"});
    }
  }
}

/// Without the table, roles are recognised as they are written out.
Offices read_offices(fs::path const& folder, Diagnostics& problems) {
  Offices out;
  std::error_code error;
  fs::path const path = folder / "titles.tsv";
  if (!fs::exists(path, error)) return out;
  if (std::ifstream in(path, std::ios::binary); in) {
    read_titles(in, shown(path), out, problems);
  } else {
    problems.push_back({.file = shown(path), .message = "cannot be opened"});
  }
  return out;
}

}  // namespace

std::expected<std::shared_ptr<Catalogue const>, Diagnostics> load_catalogue(
    fs::path const& config_folder, std::shared_ptr<gazetteer::Gazetteer const> gazetteer) {
  std::error_code error;
  if (!fs::is_directory(config_folder, error)) {
    return std::unexpected(Diagnostics{{.file = config_folder.string(), .message = "no such folder"}});
  }
  Loaded all;
  read_watchlists(config_folder / "watchlists", all);
  read_tables(config_folder / "watchlists", all);
  std::vector<Demonym> demonyms;
  read_gazetteers(config_folder / "gazetteer", all, demonyms);
  Offices offices = read_offices(config_folder / "roles", all.problems);
  if (has_errors(all.problems)) return std::unexpected(std::move(all.problems));
  auto linked = link(std::move(all.entities));
  if (!linked) return std::unexpected(std::move(linked.error()));
  return std::make_shared<Catalogue const>(*std::move(linked), std::move(gazetteer), std::move(demonyms),
                                           std::move(offices));
}

}  // namespace rasid::entities
