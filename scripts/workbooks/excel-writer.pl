# ARGV: the folder. Excel::Writer::XLSX: a sheet of lists, with a formula, before the table. Spreadsheet::WriteExcel writes the old format (.xls).
use strict; use warnings; use utf8;
use Excel::Writer::XLSX;
use Spreadsheet::WriteExcel;
my @table = (
    ['unit', 'part', 'name', 'email', 'language'],
    ['1201', 'raadmann', 'Åse Østbø', 'ase@bergen.example', 'nb'],
    [301, 'integrering', 'Kari «Kaia» Næss', 'kari@oslo.example', undef],
    ['1505', 'raadmann', 'Bjørn r = 5', 'bjoern@kristiansund.example', 'nn'],
);
for my $kind (['Excel::Writer::XLSX', 'perl-excel-writer.xlsx'], ['Spreadsheet::WriteExcel', 'perl-spreadsheet-writeexcel.xls']) {
    my ($class, $name) = @$kind;
    my $book = $class->new("$ARGV[0]/$name");
    my $lists = $book->add_worksheet('Lister');
    $lists->write_formula(0, 0, '=1+1');
    my $sheet = $book->add_worksheet('Respondenter');
    $sheet->activate();
    for my $r (0 .. $#table) {
        for my $c (0 .. 4) { $sheet->write($r, $c, $table[$r][$c]) if defined $table[$r][$c] }
    }
    $book->close();
    print "$class $Excel::Writer::XLSX::VERSION\n" if $class =~ /XLSX/;
    print "$class $Spreadsheet::WriteExcel::VERSION\n" if $class =~ /Write/ && $class !~ /XLSX/;
}
