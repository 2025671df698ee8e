# Argument: the folder. A formatted table with filter buttons, and a drop-down from another sheet.
library(openxlsx)
out <- commandArgs(trailingOnly = TRUE)[1]
table <- data.frame(
  unit = c("1201", "301", "1505"), part = c("raadmann", "integrering", "raadmann"),
  name = c("Åse Østbø", "Kari «Kaia» Næss", "Bjørn r = 5"),
  email = c("ase@bergen.example", "kari@oslo.example", "bjoern@kristiansund.example"), language = c("nb", NA, "nn")
)
book <- createWorkbook()
addWorksheet(book, "Respondenter")
addWorksheet(book, "Lister")
writeDataTable(book, "Respondenter", table)
writeData(book, "Lister", c("raadmann", "integrering"))
dataValidation(book, "Respondenter", col = 2, rows = 2:9, type = "list", value = "'Lister'!$A$1:$A$2")
saveWorkbook(book, file.path(out, "r-openxlsx.xlsx"), overwrite = TRUE)
cat(paste("R openxlsx", packageVersion("openxlsx")), "\n")
